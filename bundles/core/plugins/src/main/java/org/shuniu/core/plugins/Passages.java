// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.plugins;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.shuniu.api.base.Message;
import org.shuniu.api.base.MessageType;
import org.shuniu.api.hub.Connectors;

/**
 * What passes between the hub and one connector, counted by type of message: they speak by calls,
 * which nobody else sees. Safe for use by many threads.
 */
final class Passages {
  private record Way(boolean asked, String type) {}

  private record Count(LongAdder all, LongAdder failed) {}

  private final Map<Way, Count> counts = new ConcurrentHashMap<>();

  /** The connector told this. */
  void told(String type) {
    count(false, type).all().increment();
  }

  /** The hub asks this of the connector; how it ends is seen. */
  @SuppressWarnings("FutureReturnValueIgnored") // it is only looked at
  void asked(String type, CompletableFuture<?> reply) {
    Count count = count(true, type);
    count.all().increment();
    reply.whenComplete(
        (value, failure) -> {
          if (failure != null) {
            count.failed().increment();
          }
        });
  }

  /** The hub has asked this of the connector, which has done it or not. */
  void asked(String type, boolean done) {
    Count count = count(true, type);
    count.all().increment();
    if (!done) {
      count.failed().increment();
    }
  }

  /** Goes on from the counts of who had the name before. */
  void goOnFrom(Passages before) {
    before.counts.forEach(
        (way, old) -> {
          Count count = count(way.asked(), way.type());
          count.all().add(old.all().sum());
          count.failed().add(old.failed().sum());
        });
  }

  /** For those who draw it, in a fixed order. */
  List<Connectors.Traffic> of(ConnectorId id) {
    Map<String, Connectors.Traffic> sorted = new TreeMap<>();
    counts.forEach(
        (way, count) ->
            sorted.put(
                way.asked() + way.type(),
                new Connectors.Traffic(
                    id.bundle(),
                    id.seam(),
                    id.instance(),
                    way.asked(),
                    way.type(),
                    count.all().sum(),
                    count.failed().sum())));
    return List.copyOf(sorted.values());
  }

  /** The wire name of a message. */
  static String typeOf(Class<? extends Message> message) {
    MessageType type = message.getAnnotation(MessageType.class);
    return type == null ? message.getSimpleName() : type.value();
  }

  private Count count(boolean asked, String type) {
    return counts.computeIfAbsent(
        new Way(asked, type), way -> new Count(new LongAdder(), new LongAdder()));
  }
}
