// SPDX-License-Identifier: Apache-2.0
package org.shuniu.check.heap;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.ref.Reference;
import java.lang.ref.SoftReference;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HoldersTest {
  private static final ThreadLocal<Object> OF_THREAD = new ThreadLocal<>();

  /** What is kept in a field of the class {@link Shelf}. */
  private static final class Shelf {
    static Map<String, Object> things = Map.of();
  }

  private static final class Mark extends WeakReference<Object> {
    Mark(Object meant) {
      super(meant);
    }
  }

  @TempDir Path folder;

  private static Object loader() {
    return new URLClassLoader(new URL[0]);
  }

  @Test
  void whoHoldsWhatShouldBeGoneIsTold() throws Exception {
    Shelf.things = Map.of("one", loader(), "another", loader());
    OF_THREAD.set(loader());
    SoftReference<Object> soft = new SoftReference<>(loader());
    List<Mark> marks =
        List.of(
            new Mark(Shelf.things.get("one")),
            new Mark(Shelf.things.get("another")),
            new Mark(OF_THREAD.get()),
            new Mark(soft.get()));
    Path dump = folder.resolve("heap.hprof");
    ManagementFactory.getPlatformMBeanServer()
        .invoke(
            new ObjectName("com.sun.management:type=HotSpotDiagnostic"),
            "dumpHeap",
            new Object[] {dump.toString(), true},
            new String[] {String.class.getName(), boolean.class.getName()});

    Map<String, Integer> ways = Holders.of(dump, Mark.class.getName());

    Reference.reachabilityFence(marks);
    Reference.reachabilityFence(soft);
    OF_THREAD.remove();
    assertThat(ways.entrySet())
        .anySatisfy(
            way -> {
              assertThat(way.getKey())
                  .contains(Shelf.class.getName() + " -> static things: ")
                  .endsWith(": java.net.URLClassLoader");
              assertThat(way.getValue()).isEqualTo(2);
            })
        .anySatisfy(
            way ->
                assertThat(way.getKey())
                    .startsWith("a thread '" + Thread.currentThread().getName() + "': ")
                    .contains(" -> threadLocals: "))
        .anySatisfy(way -> assertThat(way.getKey()).isEqualTo(Holders.NOBODY_TOLD));
  }
}
