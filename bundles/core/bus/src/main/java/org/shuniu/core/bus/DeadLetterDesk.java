// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.bus;

import java.util.List;
import java.util.Map;
import org.shuniu.api.base.HubException;

/** What an administrator does with dead letters. */
final class DeadLetterDesk {
  private final DeadLetters letters;
  private final Map<String, Feed> feeds;

  DeadLetterDesk(DeadLetters letters, Map<String, Feed> feeds) {
    this.letters = letters;
    this.feeds = feeds;
  }

  /** Oldest first, those after the given id. */
  List<DeadLetterRow> list(String after, int limit) {
    return letters.list(after, limit);
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
