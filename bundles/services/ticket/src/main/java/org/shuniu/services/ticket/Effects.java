// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.ticket;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.shuniu.api.base.Actor;
import org.shuniu.api.base.Message;
import org.shuniu.api.services.ticket.TicketChanged;
import org.shuniu.api.services.ticket.TicketState;
import org.shuniu.api.workflow.WorkflowCommand.CompleteWork;

/** What a decision of the {@link TicketMachine} brings about, besides the change of the ticket. */
final class Effects {
  final Instant now;
  final Actor actor;
  final List<Line> lines = new ArrayList<>();

  /** Leave with the commit, in this order. */
  final List<Message> messages = new ArrayList<>();

  /** Names of counters. */
  final List<String> counts = new ArrayList<>();

  /** Something changed that is no line of the history. */
  boolean save;

  Effects(Instant now, Actor actor) {
    this.now = now;
    this.actor = actor;
  }

  boolean any() {
    return save || !lines.isEmpty();
  }

  /** Writes a line and brings the ticket to the state. */
  void line(Ticket ticket, TicketState to, Step step) {
    Optional<TicketState> from =
        ticket.sequence == 0 ? Optional.empty() : Optional.of(ticket.state);
    Instant begun = step.work().map(Work::since).orElse(ticket.changedAt);
    Duration took = Duration.between(begun, now);
    ticket.sequence++;
    ticket.state = to;
    ticket.changedAt = now;
    lines.add(
        new Line(
            ticket.sequence,
            now,
            actor,
            step.operation(),
            from,
            to,
            step.note(),
            step.work().map(Work::step),
            took.isNegative() ? Duration.ZERO : took,
            step.data()));
    messages.add(new TicketChanged(ticket.id(), ticket.sequence, step.operation(), to, now));
  }

  void order(Message message) {
    messages.add(message);
    save = true;
  }

  void count(String name) {
    counts.add(name);
  }

  /** Tells the process the outcome of a work, which is then closed. */
  void complete(Ticket ticket, Work work, String outcome, Optional<String> code) {
    Work closed = work.closed(outcome, code);
    ticket.keep(closed);
    repeat(ticket, closed);
  }

  /** Tells the outcome of a closed work; the process that has it already ignores it. */
  void repeat(Ticket ticket, Work work) {
    Map<String, Object> variables = new TreeMap<>();
    ticket.department.ifPresent(department -> variables.put("department", department));
    work.code().ifPresent(code -> variables.put("code", code));
    order(new CompleteWork(ticket.id(), work.request(), work.outcome().orElseThrow(), variables));
  }
}
