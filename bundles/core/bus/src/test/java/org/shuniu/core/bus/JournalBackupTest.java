// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shuniu.api.testkit.TestStore;
import org.shuniu.core.bus.Messages.Fact;

/**
 * Copies of journal and database are taken while messages are published and handled; a bus that
 * starts from them does what was left to do, once.
 */
class JournalBackupTest {
  private static final Duration SOON = Duration.ofSeconds(60);

  /** Published outside of transactions, told apart by their numbers. */
  private static final int LOOSE = 10_000_000;

  @TempDir Path folder;

  @ParameterizedTest(name = "memory {0} MiB")
  @ValueSource(ints = {96, 1})
  void whatWasCausedIsDoneOnceAfterARestore(int memoryMiB) throws Exception {
    Map<String, Object> settings = Map.of("memoryMiB", memoryMiB, "prefetch", 50);
    Set<Integer> acknowledged = new ConcurrentSkipListSet<>();
    AtomicBoolean stop = new AtomicBoolean();
    CountDownLatch gate = new CountDownLatch(1);
    List<TreeSet<Integer>> promised = new ArrayList<>();
    try (Rig rig = new Rig(folder.resolve("artemis"), store("db"), settings)) {
      rig.register(consumer(rig, "quick"));
      Recorder late = consumer(rig, "late");
      late.trap = (key, number) -> gate.await();
      rig.register(late);
      await().atMost(SOON).until(() -> rig.hub.health().message().isEmpty());
      Thread publisher = new Thread(() -> publish(rig, stop, acknowledged));
      publisher.start();
      for (int copy = 0; copy < 2; copy++) {
        int mark = acknowledged.size();
        await().atMost(SOON).until(() -> acknowledged.size() > mark + 800);
        promised.add(new TreeSet<>(acknowledged));
        backUp(rig, copy);
      }
      stop.set(true);
      gate.countDown();
      publisher.join();
    }
    if (memoryMiB == 1) {
      assertThat(pages(folder.resolve("copy-1"))).as("pages in the copy").isPositive();
    }
    for (int copy = 0; copy < 2; copy++) {
      restored(copy, settings, promised.get(copy));
    }
  }

  @Test
  void aBrokerThatIsAwayIsNotCopied() {
    try (Rig rig = new Rig(folder)) {
      rig.stopBroker();
      assertThatThrownBy(() -> rig.broker.copy(folder.resolve("copy"), () -> {}))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("the broker is away");
      rig.startBroker();
    }
  }

  @Test
  void aMomentThatFailsLeavesTheJournalRunning() {
    try (Rig rig = new Rig(folder.resolve("artemis"))) {
      Recorder recorder = new Recorder("afterwards", true, 1);
      rig.register(recorder);
      await().atMost(SOON).until(() -> rig.hub.health().message().isEmpty());
      assertThatThrownBy(
              () ->
                  rig.broker.copy(
                      folder.resolve("copy"),
                      () -> {
                        throw new IOException("no database");
                      }))
          .hasMessage("no database");
      rig.bus.publish(new Fact("k", 1));
      await().atMost(SOON).until(() -> recorder.count.get() == 1);
    }
  }

  private void restored(int copy, Map<String, Object> settings, Set<Integer> promised)
      throws Exception {
    runScript(copy);
    TestStore store = store("restored-" + copy);
    Set<Integer> causes = new TreeSet<>(numbers(store, "select n from cause"));
    assertThat(causes).containsAll(promised.stream().filter(n -> n < LOOSE).toList());
    try (Rig rig = new Rig(folder.resolve("copy-" + copy), store, settings)) {
      for (String name : List.of("quick", "late")) {
        rig.register(consumer(rig, name));
      }
      for (String name : List.of("quick", "late")) {
        String done = "select n from effect where consumer = '" + name + "'";
        await()
            .atMost(SOON)
            .untilAsserted(
                () ->
                    assertThat(new TreeSet<>(numbers(store, done)))
                        .containsAll(promised)
                        .containsAll(causes));
        await().atMost(SOON).until(() -> rig.broker.depth(name) == 0);
        List<Integer> effects = numbers(store, done);
        assertThat(effects).doesNotHaveDuplicates();
        assertThat(causes).containsAll(effects.stream().filter(n -> n < LOOSE).toList());
      }
      await().atMost(SOON).until(() -> numbers(store, "select 1 from bus_outbox").isEmpty());
    }
  }

  private static void publish(Rig rig, AtomicBoolean stop, Set<Integer> acknowledged) {
    EntityManager entities = rig.store.entityManager();
    for (int i = 0; !stop.get(); i++) {
      int number = i;
      String key = "key-" + i % 20;
      if (i % 3 == 0) {
        rig.bus.publish(new Fact(key, LOOSE + i));
        acknowledged.add(LOOSE + i);
      } else {
        rig.store
            .transactions()
            .run(
                () -> {
                  entities
                      .createNativeQuery("insert into cause values (" + number + ")")
                      .executeUpdate();
                  rig.bus.publish(new Fact(key, number));
                });
        acknowledged.add(i);
      }
    }
  }

  private void backUp(Rig rig, int copy) throws Exception {
    try (Connection connection = DriverManager.getConnection(url("db"), "sa", "")) {
      connection.setAutoCommit(false);
      connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
      rig.broker.copy(
          folder.resolve("copy-" + copy),
          () -> {
            try (var sql = connection.createStatement()) {
              sql.executeQuery("select count(*) from bus_outbox");
            } catch (SQLException e) {
              throw new IOException(e);
            }
          });
      try (var sql = connection.createStatement()) {
        sql.execute("script to '" + folder.resolve("script-" + copy) + "'");
      }
    }
  }

  private void runScript(int copy) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url("restored-" + copy), "sa", "");
        var sql = connection.createStatement()) {
      sql.execute("runscript from '" + folder.resolve("script-" + copy) + "'");
    }
  }

  private static long pages(Path copy) throws IOException {
    try (Stream<Path> all = Files.walk(copy.resolve("paging"))) {
      return all.filter(file -> file.toString().endsWith(".page")).count();
    }
  }

  private TestStore store(String name) {
    TestStore store =
        new TestStore(
            url(name), OutboxRow.class, InboxRow.class, DeadLetterRow.class, TraceRow.class);
    store.sql("create table if not exists cause (n int not null)");
    store.sql("create table if not exists effect (consumer varchar(20) not null, n int not null)");
    return store;
  }

  private String url(String name) {
    return "jdbc:h2:file:"
        + folder.resolve(name)
        + ";DB_CLOSE_DELAY=-1;WRITE_DELAY=0;RETENTION_TIME=1000;ANALYZE_AUTO=0";
  }

  private static Recorder consumer(Rig rig, String name) {
    EntityManager entities = rig.store.entityManager();
    Recorder recorder = new Recorder(name, true, 4);
    recorder.inside =
        (key, number) ->
            entities
                .createNativeQuery("insert into effect values ('" + name + "', " + number + ")")
                .executeUpdate();
    return recorder;
  }

  private static List<Integer> numbers(TestStore store, String query) {
    return store
        .transactions()
        .call(() -> store.entityManager().createNativeQuery(query, Integer.class).getResultList())
        .stream()
        .map(n -> ((Number) n).intValue())
        .toList();
  }
}
