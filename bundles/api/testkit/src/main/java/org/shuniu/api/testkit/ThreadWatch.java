// SPDX-License-Identifier: Apache-2.0
package org.shuniu.api.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/** Finds threads that a connector leaves behind. Make it before the connector is started. */
public final class ThreadWatch {
  /** What the JDK and the test's own tools start when they like. */
  private static final Pattern TOOLS =
      Pattern.compile(
          "ForkJoinPool.*|CompletableFutureDelayScheduler|awaitility.*|junit.*|context-.*"
              + "|Common-Cleaner|process reaper.*|Keep-Alive-.*|Attach Listener|H2 .*|MVStore.*"
              + "|Generate Seed|main|surefire.*");

  private final Set<Thread> before = new HashSet<>(Thread.getAllStackTraces().keySet());

  /**
   * Waits until no thread that began since is left.
   *
   * @param others threads of the foreign system's, if it runs in this process
   */
  public void awaitNoneLeft(Predicate<Thread> others) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(() -> assertThat(left(others)).as("threads left").isEmpty());
  }

  private List<String> left(Predicate<Thread> others) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.isAlive() && !before.contains(thread))
        .filter(thread -> !TOOLS.matcher(thread.getName()).matches())
        .filter(others.negate())
        .map(Thread::getName)
        .toList();
  }
}
