// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.monitor;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.shuniu.api.services.contact.EndReason;

/**
 * What is known of a contact so far. What it counts for follows from this alone, so a fact that
 * comes twice, late or out of order changes the figures by exactly the difference it makes.
 *
 * @param caller masked
 * @param waited from queueing to the first answer, as told with the answer
 */
record Story(
    String contact,
    Cell cell,
    String caller,
    @Nullable Instant offered,
    @Nullable Instant queued,
    @Nullable Instant answered,
    Duration waited,
    Optional<String> agent,
    @Nullable Instant ended,
    @Nullable EndReason reason) {

  /** Takes up what a contact counts for. */
  interface Sink {
    /** Counts in the state of the moment, as long as it lasts. */
    void now(Cell cell, Part part);

    /** Counts in every period that {@code at} lies in. */
    void add(Cell cell, Part part, Instant at, long amount);
  }

  /** Waits for an agent, one who is being called included. */
  boolean waiting() {
    return queued != null && answered == null && ended == null;
  }

  /** The first that is known of it. */
  Optional<Instant> began() {
    return Optional.ofNullable(offered == null ? queued : offered);
  }

  boolean over() {
    return ended != null;
  }

  void count(Rules rules, Sink sink) {
    if (offered != null) {
      arrival(offered, sink);
    }
    if (queued != null) {
      wait(queued, rules, sink);
    }
  }

  private void arrival(Instant at, Sink sink) {
    sink.add(cell, Part.OFFERED, at, 1);
    if (queued == null && ended == null) {
      sink.now(cell, Part.IN_MENU);
    }
    if (queued == null && reason == EndReason.SELF_SERVED) {
      sink.add(cell, Part.SELF_SERVED, at, 1);
    }
  }

  private void wait(Instant at, Rules rules, Sink sink) {
    sink.add(cell, Part.QUEUED, at, 1);
    if (answered != null) {
      answer(at, answered, rules, sink);
    } else if (ended == null) {
      sink.now(cell, Part.WAITING);
    } else if (reason == EndReason.ABANDONED_QUEUED || reason == EndReason.ABANDONED_RINGING) {
      sink.add(cell, Part.ABANDONED, at, 1);
      if (Duration.between(at, ended).compareTo(rules.shortAbandon()) <= 0) {
        sink.add(cell, Part.ABANDONED_SHORT, at, 1);
      }
    }
  }

  private void answer(Instant at, Instant when, Rules rules, Sink sink) {
    sink.add(cell, Part.ANSWERED, at, 1);
    sink.add(cell, Part.WAITED_MS, at, waited.toMillis());
    sink.add(cell, Part.PACE, when, 1);
    if (waited.compareTo(rules.target()) <= 0) {
      sink.add(cell, Part.IN_TIME, at, 1);
    }
    if (ended == null) {
      sink.now(cell, Part.TALKING);
    } else {
      sink.add(cell, Part.TALKED, at, 1);
      sink.add(cell, Part.TALKED_MS, at, Math.max(0, Duration.between(when, ended).toMillis()));
    }
  }
}
