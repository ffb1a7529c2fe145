// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.bus;

import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.shuniu.api.hub.Metrics;

/** Counts what the bus does, if somebody is there to count. */
final class Tally {
  private volatile @Nullable Metrics metrics;

  void to(@Nullable Metrics counter) {
    metrics = counter;
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

  /** Shows how far a consumer is behind. */
  Metrics.Registration lag(String consumer, Supplier<Number> depth) {
    Metrics now = metrics;
    return now == null ? () -> {} : now.gauge("bus.lag", depth, "consumer", consumer);
  }

  private void count(String name, String... tags) {
    Metrics now = metrics;
    if (now != null) {
      now.count(name, tags);
    }
  }
}
