// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.bus;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.shuniu.api.base.HubException;
import org.shuniu.core.bus.DeadLetters.Address;

/** What an administrator does with dead letters. */
final class DeadLetterDesk {
  private final DeadLetters letters;
  private final Map<String, Feed> feeds;

  DeadLetterDesk(DeadLetters letters, Map<String, Feed> feeds) {
    this.letters = letters;
    this.feeds = feeds;
  }

  /** Oldest first, those after the given id. */
  List<DeadLetterRow> list(DeadLetterFilter filter, String after, int limit) {
    return letters.list(filter, after, limit);
  }

  /** How many wait behind these letters; who has none behind is not in it. */
  Map<Address, Long> behind(Collection<DeadLetterRow> rows) {
    return letters.behind(rows);
  }

  /** How many could not be handled ({@code false}) and how many only wait behind ({@code true}). */
  Map<Boolean, Long> tally() {
    return letters.tally();
  }

  /** How many wait for each consumer; who has none is not in it. */
  Map<String, Long> byConsumer() {
    return letters.byConsumer();
  }

  /** One that holds this message, if any does. */
  Optional<DeadLetterRow> ofMessage(String messageId) {
    return letters.ofMessage(messageId);
  }

  DeadLetterRow get(String id) {
    return letters.get(id);
  }

  /**
   * Gives the letter, with all of the same consumer and key, to the consumer again, in their order
   * and ahead of newer messages.
   */
  DeadLetterRow redeliver(String id) {
    DeadLetterRow letter = letters.get(id);
    Feed feed = feeds.get(letter.consumer);
    if (feed == null) {
      throw HubException.conflict("bus.consumer.absent", Map.of("name", letter.consumer));
    }
    feed.redeliver(letter.key);
    return letter;
  }

  /** Gives what is still put aside for a key to its consumer again; nothing where that is away. */
  void release(Address address) {
    Feed feed = feeds.get(address.consumer());
    if (feed != null && !letters.of(address.consumer(), address.key()).isEmpty()) {
      feed.redeliver(address.key());
    }
  }

  /** Removes the letter; those behind it stay until they are redelivered or discarded. */
  DeadLetterRow discard(String id) {
    DeadLetterRow letter = letters.get(id);
    letters.delete(id);
    Feed feed = feeds.get(letter.consumer);
    if (feed != null) {
      feed.discarded(letter.key);
    }
    return letter;
  }
}
