// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.plugins;

import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.shuniu.api.base.Message;
import org.shuniu.api.testkit.FakeBus;
import org.shuniu.api.testkit.FakeVault;
import org.shuniu.api.testkit.TestStore;

/** What hosts with durable work stand on, in memory. */
final class Rig implements AutoCloseable {
  static final Limits LIMITS =
      new Limits(
          Duration.ofSeconds(2),
          Duration.ofMillis(500),
          Duration.ofMillis(500),
          Duration.ofMillis(500));
  static final Bounds BOUNDS =
      new Bounds(
          4,
          8,
          Duration.ofSeconds(5),
          Duration.ofMillis(50),
          Duration.ofMillis(200),
          Duration.ofDays(30),
          Duration.ofDays(30));

  final TestStore store =
      new TestStore(
          OrderRow.class,
          ExchangeRow.class,
          MappingRow.class,
          TextRow.class,
          TextPartRow.class,
          ReportRow.class,
          ReceivedRow.class,
          CommandRow.class,
          ProcessRow.class);
  final FakeBus bus = new FakeBus(store.transactions());
  final FakeVault vault = new FakeVault();
  final TextMetrics metrics = new TextMetrics();
  final Services services;

  Rig(Path directory) {
    services =
        new Services(
            bus,
            store.entityManager(),
            store.transactions(),
            vault,
            metrics,
            Clock.systemUTC(),
            LIMITS,
            directory);
  }

  static ConnectorId id(String seam, String name) {
    return new ConnectorId(seam, name, "org.shuniu." + seam + ".fake", "1.0.0");
  }

  <R extends JobRow> R row(Class<R> type, String id) {
    return store.transactions().call(() -> store.entityManager().find(type, id));
  }

  /** The newest message of one type; awaited. */
  <M extends Message> M last(Class<M> type) {
    await().until(() -> bus.last(type).isPresent());
    return bus.last(type).orElseThrow();
  }

  long count(String entity) {
    return store
        .transactions()
        .call(
            () ->
                store
                    .entityManager()
                    .createQuery("select count(e) from " + entity + " e", Long.class)
                    .getSingleResult());
  }

  @Override
  public void close() {
    store.close();
  }
}
