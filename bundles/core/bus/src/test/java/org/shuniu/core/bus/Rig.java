// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.bus;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.Map;
import org.shuniu.api.hub.Bus;
import org.shuniu.api.hub.BusConsumer;
import org.shuniu.api.testkit.TestStore;

/** A bus with a real broker and a real database, without OSGi. */
final class Rig implements AutoCloseable {
  final BrokerSettings settings;
  final Path folder;
  final TestStore store;
  final Hub hub;
  final Bus bus;
  Broker broker;

  Rig(Path folder) {
    this(folder, store(), Map.of("maxTries", 3, "retryWindowMs", 2000, "bufferMs", 2000));
  }

  static TestStore store() {
    return new TestStore(OutboxRow.class, InboxRow.class, DeadLetterRow.class, TraceRow.class);
  }

  Rig(Path folder, TestStore store, Map<String, Object> changed) {
    this.folder = folder;
    this.store = store;
    this.settings = settings(BrokerSettings.class, changed);
    hub =
        new Hub(
            Options.of(settings(BusSettings.class, changed)),
            store.entityManager(),
            store.transactions(),
            () -> {});
    bus = hub.bus("test");
    broker = new Broker(settings, folder);
    hub.brokerUp(broker);
  }

  /** Feeds a consumer of the bundle {@code test}. */
  void register(BusConsumer consumer) {
    hub.register(consumer, "test");
  }

  void stopBroker() {
    hub.brokerDown(broker);
    broker.stop();
  }

  void startBroker() {
    broker = new Broker(settings, folder);
    hub.brokerUp(broker);
  }

  @Override
  public void close() {
    hub.close();
    broker.stop();
    store.close();
  }

  /** The defaults of the annotation, with some changed. */
  static <T> T settings(Class<T> type, Map<String, Object> changed) {
    return type.cast(
        Proxy.newProxyInstance(
            Rig.class.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) ->
                changed.getOrDefault(method.getName(), method.getDefaultValue())));
  }
}
