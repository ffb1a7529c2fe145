// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.citizen;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.shuniu.api.business.BusinessEvent.QueryAnswered;

/**
 * Answers of business systems for the length of a talk, in memory only and as they came, with what
 * is personal sealed. Bounded in number and age. Safe for use by many threads.
 */
final class Cache {
  /**
   * What was asked.
   *
   * @param content as JSON with sorted names
   */
  record Key(String citizen, String link, String operation, String content) {
    @Override
    public String toString() {
      return operation;
    }
  }

  private record Entry(QueryAnswered answer, Instant since) {}

  private final Map<Key, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);
  private final Duration life;
  private final int most;
  private final Clock clock;

  Cache(Duration life, int most, Clock clock) {
    this.life = life;
    this.most = most;
    this.clock = clock;
  }

  synchronized Optional<QueryAnswered> find(Key key) {
    Entry entry = entries.get(key);
    if (entry != null && entry.since().plus(life).isAfter(clock.instant())) {
      return Optional.of(entry.answer());
    }
    entries.remove(key);
    return Optional.empty();
  }

  synchronized void put(Key key, QueryAnswered answer) {
    if (life.isZero()) {
      return;
    }
    entries.put(key, new Entry(answer, clock.instant()));
    var oldest = entries.keySet().iterator();
    while (entries.size() > most && oldest.hasNext()) {
      oldest.next();
      oldest.remove();
    }
  }

  /** Something about these citizens has changed. */
  synchronized void forget(Collection<String> citizens) {
    entries.keySet().removeIf(key -> citizens.contains(key.citizen()));
  }

  synchronized int size() {
    return entries.size();
  }
}
