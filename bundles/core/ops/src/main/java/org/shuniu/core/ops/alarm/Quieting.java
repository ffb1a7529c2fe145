// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.ops.alarm;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.shuniu.core.ops.system.Level;

/**
 * Keeps alarms from becoming noise: what rises within a short while goes out as one message, the
 * same thing is not told again within a while, below critical nobody is woken, and nobody gets more
 * than so many messages in an hour. What has to wait is told later, unless it has cleared by then.
 * For one thread; time is given.
 */
final class Quieting {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final int MAX_WAITING = 200;

  private final Rules rules;
  private final Map<String, Recipient> recipients = new HashMap<>();

  Quieting(Rules rules) {
    this.rules = rules;
  }

  /**
   * How quiet.
   *
   * @param quietFrom beginning of the night; equal to its end: there is none
   */
  record Rules(
      Duration gather,
      Duration repeat,
      int maxPerHour,
      LocalTime quietFrom,
      LocalTime quietUntil,
      ZoneId zone) {
    boolean quiet(Instant at) {
      LocalTime time = at.atZone(zone).toLocalTime();
      boolean late = !time.isBefore(quietFrom);
      boolean early = time.isBefore(quietUntil);
      return quietFrom.isAfter(quietUntil) ? late || early : late && early;
    }
  }

  /**
   * Something to be told.
   *
   * @param subject rule and series: by it the same thing is known again
   * @param cleared it is over
   */
  record Note(String subject, Level level, String text, boolean cleared) {}

  /** What goes to one recipient now. */
  record Message(String to, List<Note> notes) {}

  private record Told(Instant at, Level level) {}

  private static final class Recipient {
    final Map<String, Note> waiting = new LinkedHashMap<>();
    final Map<String, Told> told = new HashMap<>();

    /** Of what this recipient knows that it is not over. */
    final Set<String> open = new HashSet<>();

    final Deque<Instant> sent = new ArrayDeque<>();
    Instant since = Instant.MAX;
  }

  /** It rose, or became worse. */
  void raised(Note note, List<String> tell, Instant now) {
    for (String to : tell) {
      Recipient recipient = recipients.computeIfAbsent(to, any -> new Recipient());
      Optional<Told> lately =
          Optional.ofNullable(recipient.told.get(note.subject()))
              .filter(told -> told.at().plus(rules.repeat()).isAfter(now));
      if (lately.isEmpty() || note.level().compareTo(lately.get().level()) > 0) {
        await(recipient, note, now);
      }
    }
  }

  /** It is over; who was told of it is told so, who was not never hears of it. */
  void cleared(Note note, Instant now) {
    for (Recipient recipient : recipients.values()) {
      Note waiting = recipient.waiting.remove(note.subject());
      boolean knows = recipient.open.contains(note.subject());
      if (knows && (waiting == null || !waiting.cleared())) {
        await(recipient, note, now);
      }
    }
  }

  private static void await(Recipient recipient, Note note, Instant now) {
    if (recipient.waiting.isEmpty()) {
      recipient.since = now;
    }
    if (recipient.waiting.size() < MAX_WAITING || recipient.waiting.containsKey(note.subject())) {
      recipient.waiting.put(note.subject(), note);
    }
  }

  /** What is to be sent now; counts as told. */
  List<Message> due(Instant now) {
    List<Message> messages = new ArrayList<>();
    recipients.forEach((to, recipient) -> due(to, recipient, now).ifPresent(messages::add));
    return messages;
  }

  private Optional<Message> due(String to, Recipient recipient, Instant now) {
    recipient.told.values().removeIf(told -> told.at().plus(rules.repeat()).isBefore(now));
    recipient.sent.removeIf(at -> !at.plus(HOUR).isAfter(now));
    boolean early =
        !recipient.waiting.isEmpty() && recipient.since.plus(rules.gather()).isAfter(now);
    if (early || recipient.sent.size() >= rules.maxPerHour()) {
      return Optional.empty();
    }
    List<Note> notes = new ArrayList<>();
    boolean night = rules.quiet(now);
    for (Iterator<Note> each = recipient.waiting.values().iterator(); each.hasNext(); ) {
      Note note = each.next();
      if (!night || note.level() == Level.CRITICAL) {
        each.remove();
        notes.add(note);
        tell(recipient, note, now);
      }
    }
    if (notes.isEmpty()) {
      return Optional.empty();
    }
    recipient.sent.addLast(now);
    return Optional.of(new Message(to, notes));
  }

  private static void tell(Recipient recipient, Note note, Instant now) {
    if (note.cleared()) {
      recipient.open.remove(note.subject());
    } else {
      recipient.open.add(note.subject());
      recipient.told.put(note.subject(), new Told(now, note.level()));
    }
  }
}
