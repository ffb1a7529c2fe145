// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.ops.log;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the hub noted, as the pattern of {@code org.ops4j.pax.logging.cfg} writes it.
 *
 * @param contact the call or other contact that it is about
 * @param ticket that it is about
 * @param matter id of a contact or ticket to whose matter it belongs
 * @param type of the message that was handled
 * @param trace id of the REST request
 * @param more what follows on lines of its own, a stack trace mostly
 */
record LogEntry(
    Instant at,
    String level,
    String logger,
    Optional<String> contact,
    Optional<String> ticket,
    Optional<String> matter,
    Optional<String> type,
    Optional<String> trace,
    String message,
    Optional<String> more) {
  /** The time, the level, the logger, the context and, behind a bar, what is said. */
  private static final Pattern HEAD =
      Pattern.compile(
          "(\\d{4}-\\d\\d-\\d\\dT\\S+) (TRACE|DEBUG|INFO|WARN|ERROR|FATAL) +(\\S+) +([^|]*)\\| ?(.*)");

  /** What a line that begins an entry says; empty for one that continues an entry. */
  static Optional<LogEntry> of(String line) {
    Matcher head = HEAD.matcher(line);
    if (!head.matches()) {
      return Optional.empty();
    }
    Instant at;
    try {
      at = OffsetDateTime.parse(head.group(1)).toInstant();
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
    Map<String, String> context = context(head.group(4));
    return Optional.of(
        new LogEntry(
            at,
            head.group(2),
            head.group(3),
            Optional.ofNullable(context.get("contact")),
            Optional.ofNullable(context.get("ticket")),
            Optional.ofNullable(context.get("matter")),
            Optional.ofNullable(context.get("type")),
            Optional.ofNullable(context.get("trace")),
            head.group(5),
            Optional.empty()));
  }

  private static Map<String, String> context(String text) {
    Map<String, String> context = new TreeMap<>();
    for (String field : text.strip().split(" +")) {
      int equals = field.indexOf('=');
      if (equals > 0) {
        context.put(field.substring(0, equals), field.substring(equals + 1));
      }
    }
    return context;
  }

  /** The same with what follows it. */
  LogEntry with(String lines) {
    return lines.isEmpty()
        ? this
        : new LogEntry(
            at, level, logger, contact, ticket, matter, type, trace, message, Optional.of(lines));
  }

  /** Whether it is about the matter, contact, ticket or request of this id, or says it. */
  boolean about(String id) {
    Optional<String> wanted = Optional.of(id);
    return contact.equals(wanted)
        || ticket.equals(wanted)
        || matter.equals(wanted)
        || trace.equals(wanted)
        || message.contains(id);
  }

  /** Whether these words, in small letters, occur in it. */
  boolean says(String words) {
    return message.toLowerCase(Locale.ROOT).contains(words)
        || logger.toLowerCase(Locale.ROOT).contains(words)
        || type.filter(name -> name.contains(words)).isPresent()
        || more.filter(lines -> lines.toLowerCase(Locale.ROOT).contains(words)).isPresent();
  }
}
