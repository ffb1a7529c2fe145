// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.bus;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.shuniu.api.hub.Metrics;
import org.shuniu.core.bus.Recent.Result;

/** What one consumer takes and makes of it, counted by type; goes on over updates of its bundle. */
final class Inflow {
  /** One type of message that the consumer asks for. */
  record Stream(LongAdder handled, LongAdder failed, LongAdder dead) {
    Stream() {
      this(new LongAdder(), new LongAdder(), new LongAdder());
    }
  }

  private final String consumer;
  private final String bundle;
  private final Tally tally;
  private final Recent recent;
  private final Map<String, Stream> byTag;

  private Inflow(
      String consumer, String bundle, Tally tally, Recent recent, Map<String, Stream> byTag) {
    this.consumer = consumer;
    this.bundle = bundle;
    this.tally = tally;
    this.recent = recent;
    this.byTag = byTag;
  }

  /**
   * Begins to count for a consumer.
   *
   * @param before of the same name, whose counts are taken over
   */
  static Inflow of(
      String consumer,
      String bundle,
      Set<String> tags,
      Optional<Inflow> before,
      Tally tally,
      Recent recent) {
    Map<String, Stream> byTag = new HashMap<>();
    for (String tag : tags) {
      Stream known = before.map(old -> old.byTag.get(tag)).orElse(null);
      byTag.put(tag, known == null ? new Stream() : known);
    }
    return new Inflow(consumer, bundle, tally, recent, Map.copyOf(byTag));
  }

  void handled(Parcel parcel, long nanos) {
    Stream stream = byTag.get(parcel.tag());
    if (stream != null) {
      stream.handled().increment();
    }
    recent.ended(consumer, parcel, Result.HANDLED, nanos, "");
    tally.handled(consumer, parcel, nanos);
  }

  /** One try failed. */
  void failed(Parcel parcel, long nanos, String reason) {
    Stream stream = byTag.get(parcel.tag());
    if (stream != null) {
      stream.failed().increment();
    }
    recent.ended(consumer, parcel, Result.FAILED, nanos, reason);
    tally.failed(consumer, parcel);
  }

  /** It is put aside. */
  void dead(Parcel parcel, String reason) {
    Stream stream = byTag.get(parcel.tag());
    if (stream != null) {
      stream.dead().increment();
    }
    Result result = reason.equals(DeadLetters.BEHIND) ? Result.BEHIND : Result.DEAD;
    recent.ended(consumer, parcel, result, 0, reason);
    tally.dead(consumer, parcel);
  }

  /** See {@link Tally#lag}. */
  Metrics.Registration lag(Supplier<Number> depth) {
    return tally.lag(consumer, depth);
  }

  String bundle() {
    return bundle;
  }

  /** By type and version: all that it asks for. */
  Map<String, Stream> streams() {
    return byTag;
  }
}
