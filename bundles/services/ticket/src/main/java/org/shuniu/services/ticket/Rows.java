// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.ticket;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Between tickets and what is stored of them. */
final class Rows {
  private Rows() {}

  /** What is written once and searched by nobody. */
  record Content(String text, @Nullable Map<String, String> fields) {}

  /** What belongs to the course of a ticket and is searched by nobody; lists may be absent. */
  record Progress(
      Optional<String> answer,
      Optional<String> reply,
      boolean started,
      boolean ended,
      @Nullable List<Work> works,
      @Nullable List<Exchange> exchanges,
      @Nullable List<Sending> notices,
      @Nullable Set<String> told,
      @Nullable Set<String> watchers) {}

  static TicketRow row(Ticket ticket) {
    Head head = ticket.head;
    TicketRow row = new TicketRow();
    row.id = head.id();
    row.number = head.number();
    row.contact = head.contact().orElse(null);
    row.citizen = head.citizen().orElse(null);
    row.requestType = head.requestType();
    row.category = head.category();
    row.process = head.process();
    row.formVersion = head.formVersion();
    row.title = head.title();
    row.confidential = head.confidential();
    row.region = head.region();
    row.createdBy = head.createdBy();
    row.createdAt = head.createdAt();
    row.content = new LongText(Json.text(new Content(head.text(), head.fields())));
    fill(row, ticket);
    return row;
  }

  /** Writes what changes in the course of a ticket. */
  static void fill(TicketRow row, Ticket ticket) {
    row.state = ticket.state;
    row.department = ticket.department.orElse(null);
    row.code = ticket.code.orElse(null);
    row.dueAt = ticket.state.over() ? null : ticket.due().orElse(null);
    row.reminded = ticket.reminded;
    row.sequenceNo = ticket.sequence;
    row.changedAt = ticket.changedAt;
    Progress progress =
        new Progress(
            ticket.answer,
            ticket.reply,
            ticket.started,
            ticket.ended,
            List.copyOf(ticket.works.values()),
            List.copyOf(ticket.exchanges.values()),
            List.copyOf(ticket.notices.values()),
            ticket.told,
            ticket.watchers);
    row.progress = new LongText(Json.text(progress));
  }

  static Ticket ticket(TicketRow row) {
    Ticket ticket = new Ticket(head(row));
    ticket.state = row.state;
    ticket.department = Optional.ofNullable(row.department);
    ticket.code = Optional.ofNullable(row.code);
    ticket.reminded = row.reminded;
    ticket.sequence = row.sequenceNo;
    ticket.changedAt = row.changedAt;
    Progress progress = Json.stored(LongText.of(row.progress), Progress.class);
    ticket.answer = progress.answer();
    ticket.reply = progress.reply();
    ticket.started = progress.started();
    ticket.ended = progress.ended();
    present(progress.works()).forEach(ticket::keep);
    present(progress.exchanges()).forEach(ticket::keep);
    present(progress.notices()).forEach(ticket::keep);
    ticket.told.addAll(progress.told() == null ? Set.of() : progress.told());
    ticket.watchers.addAll(progress.watchers() == null ? Set.of() : progress.watchers());
    return ticket;
  }

  private static <T> List<T> present(@Nullable List<T> list) {
    return list == null ? List.of() : list;
  }

  private static Head head(TicketRow row) {
    Content content = Json.stored(LongText.of(row.content), Content.class);
    return new Head(
        row.id,
        row.number,
        Optional.ofNullable(row.contact),
        Optional.ofNullable(row.citizen),
        row.requestType,
        row.category,
        row.process,
        row.formVersion,
        row.title,
        content.text(),
        row.confidential,
        content.fields() == null ? Map.of() : content.fields(),
        row.region,
        row.createdBy,
        row.createdAt);
  }

  static HistoryRow row(Ticket ticket, Line line) {
    HistoryRow row = new HistoryRow();
    row.id = ticket.id() + ":" + line.sequence();
    row.ticket = ticket.id();
    row.sequenceNo = line.sequence();
    row.happenedAt = line.at().truncatedTo(ChronoUnit.MICROS);
    row.actor = line.actor().toString();
    row.operation = line.operation();
    row.fromState = line.from().orElse(null);
    row.toState = line.to();
    row.note = line.note().isEmpty() ? null : new LongText(line.note());
    row.step = line.step().orElse(null);
    row.tookMs = line.took().toMillis();
    row.data = line.data().isEmpty() ? null : Json.text(line.data());
    return row;
  }

  @SuppressWarnings("unchecked")
  static HistoryView view(HistoryRow row) {
    return new HistoryView(
        row.sequenceNo,
        row.happenedAt,
        row.actor,
        row.operation,
        Optional.ofNullable(row.fromState),
        row.toState,
        Optional.of(LongText.of(row.note)).filter(note -> !note.isEmpty()),
        Optional.ofNullable(row.step),
        Duration.ofMillis(row.tookMs),
        row.data == null ? Map.of() : Json.stored(row.data, Map.class));
  }
}
