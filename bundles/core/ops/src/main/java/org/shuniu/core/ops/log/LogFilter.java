// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.ops.log;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.shuniu.api.base.HubException;

/**
 * Which entries of the log.
 *
 * @param id of a contact, a ticket or a request
 * @param level entries of this level and worse ones
 * @param text words as they stand in the entry, whatever the case
 * @param from none older
 * @param to none as new
 */
record LogFilter(
    Optional<String> id,
    Optional<String> level,
    Optional<String> text,
    Optional<Instant> from,
    Optional<Instant> to) {
  private static final List<String> LEVELS =
      List.of("TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL");
  private static final int LONGEST = 200;

  LogFilter {
    level = level.map(name -> name.toUpperCase(Locale.ROOT));
    text = text.map(String::strip).map(words -> words.toLowerCase(Locale.ROOT));
    check("level", level.stream().allMatch(LEVELS::contains));
    check("id", id.stream().allMatch(one -> one.length() <= LONGEST));
    check("text", text.stream().allMatch(words -> words.length() <= LONGEST));
  }

  private static void check(String name, boolean good) {
    if (!good) {
      throw HubException.invalid("rest.parameter.invalid", Map.of("name", name));
    }
  }

  boolean matches(LogEntry entry) {
    return id.stream().allMatch(entry::about)
        && level.stream().allMatch(name -> rank(entry.level()) >= rank(name))
        && text.stream().allMatch(entry::says)
        && from.stream().noneMatch(entry.at()::isBefore)
        && to.stream().allMatch(entry.at()::isBefore);
  }

  private static int rank(String level) {
    return LEVELS.indexOf(level);
  }

  /** For the audit; digits that may be somebody's number are left out. */
  Map<String, Object> facts() {
    Map<String, Object> facts = new TreeMap<>();
    level.ifPresent(value -> facts.put("level", value));
    text.ifPresent(value -> facts.put("text", value.replaceAll("\\d{5,}", "***")));
    from.ifPresent(value -> facts.put("from", value.toString()));
    to.ifPresent(value -> facts.put("to", value.toString()));
    return facts;
  }
}
