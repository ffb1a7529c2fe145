// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.persistence.EntityManager;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shuniu.api.testkit.TestStore;
import org.shuniu.core.bus.Messages.Fact;

/** A process that publishes is killed in the middle of it, several times, on the same files. */
class KilledProcessTest {
  private static final Duration SOON = Duration.ofSeconds(60);

  @TempDir Path folder;

  @Test
  void nothingAcknowledgedIsLostAndNothingHandledOnceIsDoubled() throws Exception {
    List<Integer> acknowledged = new ArrayList<>();
    for (int round = 0; round < 3; round++) {
      acknowledged.addAll(publishUntilKilled(round * 1_000_000, 300));
    }
    assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(900);

    try (Rig rig = Child.rig(folder)) {
      rig.register(Child.consumer(rig));
      await()
          .atMost(SOON)
          .untilAsserted(() -> assertThat(new TreeSet<>(effects(rig))).containsAll(acknowledged));
      await().atMost(SOON).until(() -> effects(rig).size() == count(rig, "InboxRow"));
      assertThat(effects(rig)).doesNotHaveDuplicates();
      await().atMost(SOON).until(() -> count(rig, "OutboxRow") == 0);
      System.out.printf(
          "3 kills: %d acknowledged, %d handled, none lost, none doubled%n",
          acknowledged.size(), effects(rig).size());
    }
  }

  private List<Integer> publishUntilKilled(int from, int atLeast) throws Exception {
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                Child.class.getName(),
                folder.toString(),
                Integer.toString(from))
            .redirectError(folder.resolve("child.log").toFile())
            .start();
    List<Integer> acknowledged = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        // The last line may be cut; what it would have told is then not acknowledged.
        if (line.startsWith("ok ") && line.endsWith(";")) {
          acknowledged.add(Integer.parseInt(line.substring(3, line.length() - 1)));
        }
        if (acknowledged.size() == atLeast) {
          // Process.destroyForcibly would close the pipe with what was said before.
          child.toHandle().destroyForcibly();
        }
      }
    }
    child.waitFor();
    return acknowledged;
  }

  private static List<Integer> effects(Rig rig) {
    List<?> rows =
        rig.store
            .transactions()
            .call(
                () ->
                    rig.store
                        .entityManager()
                        .createNativeQuery("select n from effect")
                        .getResultList());
    return rows.stream().map(n -> ((Number) n).intValue()).toList();
  }

  private static int count(Rig rig, String entity) {
    return rig.store
        .transactions()
        .call(
            () ->
                rig.store
                    .entityManager()
                    .createQuery("select count(*) from " + entity, Long.class)
                    .getSingleResult())
        .intValue();
  }

  /** The process that is killed: publishes in and out of transactions, and handles as well. */
  static final class Child {
    private Child() {}

    public static void main(String[] arguments) {
      Rig rig = rig(Path.of(arguments[0]));
      rig.register(consumer(rig));
      await().atMost(SOON).until(() -> rig.hub.health().message().isEmpty());
      int from = Integer.parseInt(arguments[1]);
      for (int i = 0; i < 1_000_000; i++) {
        int number = from + i;
        Fact fact = new Fact("key-" + i % 20, number);
        if (i % 2 == 0) {
          rig.store.transactions().run(() -> rig.bus.publish(fact));
        } else {
          rig.bus.publish(fact);
        }
        System.out.println("ok " + number + ";");
      }
    }

    static Rig rig(Path folder) {
      TestStore store =
          new TestStore(
              "jdbc:h2:file:"
                  + folder.resolve("db")
                  + ";DB_CLOSE_DELAY=-1;WRITE_DELAY=0;RETENTION_TIME=0",
              OutboxRow.class,
              InboxRow.class,
              DeadLetterRow.class,
              TraceRow.class);
      store.sql("create table if not exists effect (n int not null)");
      return new Rig(folder.resolve("artemis"), store, Map.of());
    }

    static Recorder consumer(Rig rig) {
      EntityManager entities = rig.store.entityManager();
      Recorder recorder = new Recorder("killed", true, 4);
      recorder.inside =
          (key, number) ->
              entities
                  .createNativeQuery("insert into effect values (" + number + ")")
                  .executeUpdate();
      return recorder;
    }
  }
}
