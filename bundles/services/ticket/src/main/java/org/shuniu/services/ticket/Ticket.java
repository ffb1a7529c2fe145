// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.ticket;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.shuniu.api.services.ticket.TicketState;

/** A ticket as far as decisions need it. Belongs to one transaction on one thread. */
final class Ticket {
  /** Ids that are remembered to know a repetition are bounded; the oldest go first. */
  private static final int MOST_REMEMBERED = 50;

  private static final int MOST_WATCHERS = 10;

  final Head head;
  TicketState state = TicketState.OPEN;
  Optional<String> department = Optional.empty();

  /** Why it needs attention. */
  Optional<String> code = Optional.empty();

  /** What the department answered. */
  Optional<String> answer = Optional.empty();

  /** What the citizen is told, where it is not the answer. */
  Optional<String> reply = Optional.empty();

  /** The process has asked to remind the department. */
  boolean reminded;

  /** The engine has said that the process runs. */
  boolean started;

  /** The process is over; a ticket has one and no second. */
  boolean ended;

  /** Number of the last line of the history, which is the version that screens see. */
  int sequence;

  Instant changedAt;

  final Map<String, Work> works = new LinkedHashMap<>();
  final Map<String, Exchange> exchanges = new LinkedHashMap<>();
  final Map<String, Sending> notices = new LinkedHashMap<>();
  final Set<String> told = new LinkedHashSet<>();

  /** Users who are shown each change: who wrote it and who did something to it. */
  final Set<String> watchers = new LinkedHashSet<>();

  Ticket(Head head) {
    this.head = head;
    this.changedAt = head.createdAt();
  }

  String id() {
    return head.id();
  }

  boolean is(TicketState wanted) {
    return state == wanted;
  }

  /** The newest work of this kind that the process still waits for. */
  Optional<Work> open(String kind) {
    return works.values().stream()
        .filter(work -> work.isOpen() && work.work().equals(kind))
        .reduce((first, second) -> second);
  }

  /** The newest exchange of which this holds. */
  Optional<Exchange> newest(Predicate<Exchange> wanted) {
    return exchanges.values().stream().filter(wanted).reduce((first, second) -> second);
  }

  void keep(Work work) {
    works.put(work.request(), work);
  }

  void keep(Exchange exchange) {
    exchanges.put(exchange.request(), exchange);
  }

  void keep(Sending sending) {
    notices.put(sending.notice(), sending);
  }

  /** Remembers what was told; false if it is known. */
  boolean hear(String notice) {
    boolean news = told.add(notice);
    shorten(told, MOST_REMEMBERED);
    return news;
  }

  void watch(String userId) {
    watchers.add(userId);
    shorten(watchers, MOST_WATCHERS);
  }

  private static void shorten(Set<String> set, int most) {
    var oldest = set.iterator();
    while (set.size() > most) {
      oldest.next();
      oldest.remove();
    }
  }

  /** When the open works have to be done. */
  Optional<Instant> due() {
    return works.values().stream()
        .filter(Work::isOpen)
        .flatMap(work -> work.due().stream())
        .min(Instant::compareTo);
  }

  /** What the citizen is told. */
  String lastWord() {
    return reply.or(() -> answer).orElse("");
  }
}
