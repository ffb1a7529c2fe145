// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.bus;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.shuniu.api.hub.Metrics;

/** Counts what the bus does, while somebody is there to count. */
final class Tally {
  private volatile @Nullable Metrics metrics;

  private final Map<String, Supplier<Number>> lags = new HashMap<>();
  private final Map<String, Metrics.Registration> gauges = new HashMap<>();

  synchronized void to(Metrics counter) {
    metrics = counter;
    lags.forEach((consumer, depth) -> gauge(counter, consumer, depth));
  }

  /** A counter goes; its successor may be here already. */
  synchronized void notTo(Metrics counter) {
    if (metrics == counter) {
      metrics = null;
      gauges.values().forEach(Metrics.Registration::close);
      gauges.clear();
    }
  }

  void published(Parcel parcel) {
    count("bus.published", "type", parcel.tag());
  }

  void handled(String consumer, Parcel parcel, long nanos) {
    Metrics now = metrics;
    if (now != null) {
      now.time("bus.handled", Duration.ofNanos(nanos), "consumer", consumer, "type", parcel.tag());
    }
  }

  void failed(String consumer, Parcel parcel) {
    count("bus.failed", "consumer", consumer, "type", parcel.tag());
  }

  void dead(String consumer, Parcel parcel) {
    count("bus.dead", "consumer", consumer, "type", parcel.tag());
  }

  /** Shows how far a consumer is behind, until closed. */
  synchronized Metrics.Registration lag(String consumer, Supplier<Number> depth) {
    lags.put(consumer, depth);
    Metrics now = metrics;
    if (now != null) {
      gauge(now, consumer, depth);
    }
    return () -> forget(consumer, depth);
  }

  private synchronized void forget(String consumer, Supplier<Number> depth) {
    if (lags.remove(consumer, depth)) {
      Metrics.Registration gauge = gauges.remove(consumer);
      if (gauge != null) {
        gauge.close();
      }
    }
  }

  private void gauge(Metrics counter, String consumer, Supplier<Number> depth) {
    Metrics.Registration fresh = counter.gauge("bus.lag", depth, "consumer", consumer);
    Metrics.Registration old = gauges.put(consumer, fresh);
    if (old != null) {
      old.close();
    }
  }

  private void count(String name, String... tags) {
    Metrics now = metrics;
    if (now != null) {
      now.count(name, tags);
    }
  }
}
