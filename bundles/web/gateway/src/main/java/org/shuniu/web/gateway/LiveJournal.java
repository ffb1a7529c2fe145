// SPDX-License-Identifier: Apache-2.0
package org.shuniu.web.gateway;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * The last messages to consoles, so that one that was cut off for a moment misses nothing. Bounded
 * in number, age and bytes. Ids are {@code EPOCH-NUMBER}; the epoch is the journal's own, so an id
 * of an earlier life is recognised. Not safe for use by many threads: {@link Live} holds its lock.
 */
final class LiveJournal {
  private static final long MAX_BYTES = 16L * 1024 * 1024;

  /** A message as it goes over the wire, encoded once for all. */
  record Entry(long number, Instant at, String audience, byte[] frame) {}

  private final Clock clock;
  private final int size;
  private final Duration age;
  private final String epoch;
  private final Deque<Entry> entries = new ArrayDeque<>();
  private long bytes;
  private long last;

  LiveJournal(Clock clock, int size, Duration age) {
    this.clock = clock;
    this.size = size;
    this.age = age;
    this.epoch = Long.toString(clock.millis(), 36);
  }

  Entry append(String audience, String name, String json) {
    long number = ++last;
    String text = "id: " + epoch + "-" + number + "\nevent: " + name + "\ndata: " + json + "\n\n";
    Entry entry =
        new Entry(number, clock.instant(), audience, text.getBytes(StandardCharsets.UTF_8));
    entries.add(entry);
    bytes += entry.frame().length;
    forget();
    return entry;
  }

  /**
   * What came after the message with this id; empty if that is not known any more, or the id is
   * none of ours.
   */
  Optional<List<Entry>> after(String id) {
    forget();
    int dash = id.indexOf('-');
    if (dash < 0 || !id.substring(0, dash).equals(epoch)) {
      return Optional.empty();
    }
    long number;
    try {
      number = Long.parseLong(id.substring(dash + 1));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
    long oldest = entries.isEmpty() ? last + 1 : entries.getFirst().number();
    if (number > last || number < oldest - 1) {
      return Optional.empty();
    }
    return Optional.of(entries.stream().filter(entry -> entry.number() > number).toList());
  }

  /** Tells a console where it stands without an event. */
  byte[] position() {
    return ("id: " + epoch + "-" + last + "\n\n").getBytes(StandardCharsets.UTF_8);
  }

  private void forget() {
    Instant limit = clock.instant().minus(age);
    while (!entries.isEmpty()
        && (entries.size() > size
            || bytes > MAX_BYTES
            || entries.getFirst().at().isBefore(limit))) {
      bytes -= entries.removeFirst().frame().length;
    }
  }
}
