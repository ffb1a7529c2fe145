// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.bus;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** What one bundle publishes, counted by type; goes on over updates of the bundle. */
final class Outflow {
  /** What a type of message is. */
  enum Kind {
    EVENT,
    COMMAND,
    /** A route made it as text, so nobody declared what it is. */
    TEXT
  }

  /** One type of message that the bundle has published. */
  record Stream(Kind kind, boolean durable, LongAdder count) {}

  private final Tally tally;
  private final Recent recent;
  private final Map<String, Stream> byTag = new ConcurrentHashMap<>();

  Outflow(Tally tally, Recent recent) {
    this.tally = tally;
    this.recent = recent;
  }

  void published(Parcel parcel, Kind kind) {
    Stream stream = byTag.get(parcel.tag());
    if (stream == null) {
      stream =
          byTag.computeIfAbsent(
              parcel.tag(), tag -> new Stream(kind, parcel.durable(), new LongAdder()));
    }
    stream.count().increment();
    recent.published(parcel);
    tally.published(parcel);
  }

  /** By type and version; what was never published is not in it. */
  Map<String, Stream> streams() {
    return Map.copyOf(byTag);
  }
}
