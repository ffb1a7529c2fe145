// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.bus;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Which dead letters; what is empty lets everything pass.
 *
 * @param type wire name of the message, without its version
 * @param behind true: only those that wait behind another; false: only those that failed
 * @param until first moment that is too late
 */
record DeadLetterFilter(
    Optional<String> consumer,
    Optional<String> type,
    Optional<String> key,
    Optional<Boolean> behind,
    Optional<Instant> from,
    Optional<Instant> until) {
  static final DeadLetterFilter ALL =
      new DeadLetterFilter(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  /** To be put behind another condition. */
  String conditions() {
    StringBuilder text = new StringBuilder();
    consumer.ifPresent(any -> text.append(" and consumer = :consumer"));
    type.ifPresent(any -> text.append(" and tag like :type escape '!'"));
    key.ifPresent(any -> text.append(" and key = :key"));
    behind.ifPresent(yes -> text.append(yes ? " and reason = :behind" : " and reason <> :behind"));
    from.ifPresent(any -> text.append(" and parkedAt >= :from"));
    until.ifPresent(any -> text.append(" and parkedAt < :until"));
    return text.toString();
  }

  Map<String, Object> values() {
    Map<String, Object> values = new LinkedHashMap<>();
    consumer.ifPresent(name -> values.put("consumer", name));
    type.ifPresent(name -> values.put("type", name.replaceAll("([!%_])", "!$1") + "/%"));
    key.ifPresent(name -> values.put("key", name));
    behind.ifPresent(any -> values.put("behind", DeadLetters.BEHIND));
    from.ifPresent(at -> values.put("from", at));
    until.ifPresent(at -> values.put("until", at));
    return values;
  }
}
