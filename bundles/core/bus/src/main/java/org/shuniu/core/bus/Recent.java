// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.bus;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The newest messages with their content, durable or not, and what their consumers made of them: in
 * memory, on this node, as many as there is room for. What happens to each message is one slot
 * written; the work is left to who asks.
 */
final class Recent {
  /** A larger message is kept without its content. */
  private static final int LARGEST = 4096;

  /** Consumers of one message, on average; so both rings reach about as far back. */
  private static final int CONSUMERS = 2;

  private final Ring<Parcel> messages;
  private final Ring<Outcome> outcomes;

  Recent(int size) {
    messages = new Ring<>(size);
    outcomes = new Ring<>(size * CONSUMERS);
  }

  /** How the handling of a message by one consumer ended. */
  enum Result {
    /** The consumer has not told yet. */
    PENDING,
    HANDLED,
    /** It will be tried again, or it was not durable. */
    FAILED,
    /** Put aside as a dead letter. */
    DEAD,
    /** Put aside behind a dead letter of its key. */
    BEHIND
  }

  /**
   * What one consumer made of one message.
   *
   * @param micros how long it took; 0 where nothing was tried
   */
  record Outcome(
      String messageId, String consumer, Result result, Instant at, long micros, String reason) {}

  /** A message that was published; all that is known of it but its content. */
  record Heard(TraceRow head, Parcel parcel) {}

  void published(Parcel parcel) {
    messages.add(parcel.body().length <= LARGEST ? parcel : withoutContent(parcel));
  }

  void ended(String consumer, Parcel parcel, Result result, long nanos, String reason) {
    outcomes.add(new Outcome(parcel.id(), consumer, result, Instant.now(), nanos / 1000, reason));
  }

  /** Those of one matter, oldest first. */
  List<Heard> of(String correlation) {
    byte[] wanted = correlation.getBytes(StandardCharsets.UTF_8);
    return messages.items().stream()
        .filter(parcel -> contains(parcel.body(), wanted))
        .map(parcel -> new Heard(TraceRow.of(parcel), parcel))
        .filter(heard -> heard.head().correlation.equals(correlation))
        .toList();
  }

  /** The newest that has this id as its own, its key's or its matter's. */
  Optional<Heard> find(String id) {
    byte[] wanted = id.getBytes(StandardCharsets.UTF_8);
    return messages.items().stream()
        .filter(parcel -> contains(parcel.body(), wanted))
        .map(parcel -> new Heard(TraceRow.of(parcel), parcel))
        .filter(heard -> heard.head().belongsTo(id))
        .reduce((older, newer) -> newer);
  }

  /** The content of one message, if it is kept. */
  Optional<Parcel> message(String id) {
    return messages.items().stream()
        .filter(parcel -> parcel.id().equals(id) && TraceRow.of(parcel).content)
        .findAny();
  }

  /** What became of messages, in the order in which it was told. */
  List<Outcome> outcomes() {
    return outcomes.items();
  }

  /** Since when all messages are here; empty: since the hub started. */
  Optional<Instant> since() {
    return messages.full()
        ? messages.items().stream().findFirst().map(parcel -> Moments.of(parcel.id()))
        : Optional.empty();
  }

  private static Parcel withoutContent(Parcel parcel) {
    return new Parcel(
        parcel.id(), parcel.tag(), parcel.key(), parcel.durable(), TraceRow.of(parcel).json());
  }

  /** Cheaper than reading each envelope. */
  private static boolean contains(byte[] body, byte[] wanted) {
    int last = body.length - wanted.length;
    for (int at = 0; at <= last; at++) {
      if (body[at] == wanted[0]
          && Arrays.equals(body, at, at + wanted.length, wanted, 0, wanted.length)) {
        return true;
      }
    }
    return false;
  }
}
