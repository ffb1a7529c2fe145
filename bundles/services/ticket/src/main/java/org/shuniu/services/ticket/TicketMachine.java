// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.ticket;

import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.shuniu.api.business.BusinessEvent.BusinessTold;
import org.shuniu.api.business.BusinessEvent.OrderDone;
import org.shuniu.api.business.BusinessEvent.OrderRejected;
import org.shuniu.api.services.outreach.NoticeChanged;
import org.shuniu.api.services.ticket.TicketOpened;
import org.shuniu.api.services.ticket.TicketState;
import org.shuniu.api.workflow.WorkflowCommand.StartProcess;
import org.shuniu.api.workflow.WorkflowEvent.ProcessEnded;
import org.shuniu.api.workflow.WorkflowEvent.ProcessRejected;
import org.shuniu.api.workflow.WorkflowEvent.ProcessStarted;
import org.shuniu.api.workflow.WorkflowEvent.WorkRequested;
import org.shuniu.api.workflow.WorkflowEvent.WorkWithdrawn;

/**
 * Decides: what a ticket becomes and what is to be done when something happens. Knows no bus, no
 * database, no clock and no thread; the same ticket and the same happening give the same decision.
 * Whatever comes in whatever state, twice, late or out of order, is accepted. What always holds:
 *
 * <ul>
 *   <li>a ticket that is over stays what it is;
 *   <li>each work that the process asks for is answered once, waits for a person or a foreign
 *       system, or is withdrawn; a repetition gets the same answer again;
 *   <li>a ticket that no process, person or department moves stands in {@code ATTENTION};
 *   <li>each change that people see is one line of the history.
 * </ul>
 */
final class TicketMachine {
  private static final int LONGEST_CODE = 64;

  private final Settings settings;
  private final HandOvers handOvers;
  private final Notices notices;
  private final Desk desk;

  TicketMachine(Settings settings) {
    this.settings = settings;
    this.handOvers = new HandOvers(settings);
    this.notices = new Notices(settings);
    this.desk = new Desk(this, handOvers);
  }

  /** The ticket was written. */
  void open(Ticket ticket, Effects out) {
    Head head = ticket.head;
    out.order(
        new TicketOpened(
            head.id(),
            head.number(),
            head.process(),
            head.category(),
            head.contact(),
            head.citizen(),
            out.now));
    ticket.watch(head.createdBy());
    out.line(
        ticket,
        TicketState.OPEN,
        Step.of("open").with("process", head.process()).with("department", ticket.department));
    start(ticket, out);
  }

  /**
   * Sets going again what stands still: orders the process to begin or, if it broke on its way,
   * tells it the last outcome again.
   */
  void restart(Ticket ticket, Effects out) {
    if (!ticket.started) {
      start(ticket, out);
      return;
    }
    ticket.works.values().stream()
        .filter(work -> !work.isOpen() && !work.outcome().equals(Optional.of(Work.WITHDRAWN)))
        .reduce((first, second) -> second)
        .ifPresent(work -> out.repeat(ticket, work));
  }

  /** Orders the process to begin. */
  private void start(Ticket ticket, Effects out) {
    Map<String, Object> variables = new TreeMap<>();
    variables.put("department", ticket.department.orElse(""));
    variables.put("category", ticket.head.category());
    variables.put("requestType", ticket.head.requestType().name());
    variables.put("dispatchDays", settings.dispatchDays());
    out.order(new StartProcess(ticket.id(), ticket.head.process(), variables));
  }

  void processStarted(Ticket ticket, ProcessStarted event, Effects out) {
    out.save = !ticket.started;
    ticket.started = true;
  }

  /** The engine refused, or the process broke: somebody has to look at it. */
  void processRejected(Ticket ticket, ProcessRejected event, Effects out) {
    boolean known =
        ticket.is(TicketState.ATTENTION) && ticket.code.equals(Optional.of(event.code()));
    if (!ticket.state.over() && !known) {
      attention(ticket, Step.of("process-failed"), cut(event.code()), out);
    }
  }

  /** The process is over; it should have closed the ticket before. */
  void processEnded(Ticket ticket, ProcessEnded event, Effects out) {
    if (!ticket.state.over() && !ticket.ended) {
      ticket.ended = true;
      Step step = Step.of("process-ended").with("outcome", cut(event.outcome()));
      attention(ticket, step, "ticket.process.ended", out);
    }
  }

  private static void attention(Ticket ticket, Step step, String code, Effects out) {
    ticket.code = Optional.of(code);
    out.line(ticket, TicketState.ATTENTION, step.with("code", code));
    out.count("ticket.attention");
  }

  void workRequested(Ticket ticket, WorkRequested event, Surroundings around, Effects out) {
    Work known = ticket.works.get(event.request());
    if (known != null) {
      // Told again: the engine may not have heard the outcome.
      if (!known.isOpen() && !known.outcome().equals(Optional.of(Work.WITHDRAWN))) {
        out.repeat(ticket, known);
      }
      return;
    }
    if (ticket.state.over()) {
      return;
    }
    Work work =
        new Work(
            event.request(),
            event.step(),
            event.label(),
            event.work(),
            event.due(),
            out.now,
            false,
            Optional.empty(),
            Optional.empty());
    ticket.keep(work);
    out.save = true;
    begin(ticket, work, around, out);
  }

  private void begin(Ticket ticket, Work work, Surroundings around, Effects out) {
    switch (work.work()) {
      case Work.DISPATCH -> handOvers.dispatch(ticket, work, around, out);
      case Work.REVIEW -> {
        if (!ticket.is(TicketState.RESOLVED)) {
          out.line(ticket, TicketState.RESOLVED, Step.of("resolve", work));
        }
      }
      case Work.NOTIFY -> notices.send(ticket, work, around, out);
      case Work.DECIDE -> {
        String why = lastFailure(ticket).orElse("ticket.decide");
        attention(ticket, Step.of("attention", work), why, out);
      }
      case Work.REMIND -> remind(ticket, work, out);
      case Work.CLOSE -> {
        out.line(ticket, TicketState.CLOSED, Step.of("close", work));
        out.complete(ticket, work, "done", Optional.empty());
      }
      default -> {
        out.line(
            ticket, ticket.state, Step.of("work-unknown", work).with("work", cut(work.work())));
        out.complete(ticket, work, "failed", Optional.of("ticket.work.unknown"));
      }
    }
  }

  private static void remind(Ticket ticket, Work work, Effects out) {
    ticket.reminded = true;
    out.line(ticket, ticket.state, Step.of("remind", work));
    out.complete(ticket, work, "done", Optional.empty());
    out.count("ticket.overdue");
  }

  /** Why the newest work that was told as failed or sent back was so. */
  private static Optional<String> lastFailure(Ticket ticket) {
    return ticket.works.values().stream()
        .filter(work -> !work.isOpen())
        .reduce((first, second) -> second)
        .flatMap(Work::code);
  }

  void workWithdrawn(Ticket ticket, WorkWithdrawn event, Effects out) {
    Work work = ticket.works.get(event.request());
    if (work == null || !work.isOpen()) {
      return;
    }
    ticket.keep(work.closed(Work.WITHDRAWN, Optional.empty()));
    out.save = true;
    if (!ticket.state.over()) {
      out.line(ticket, ticket.state, Step.of("withdrawn", work).with("work", cut(work.work())));
    }
  }

  void orderDone(Ticket ticket, OrderDone event, Effects out) {
    handOvers.done(ticket, event, out);
  }

  void orderRejected(Ticket ticket, OrderRejected event, Effects out) {
    handOvers.rejected(ticket, event, out);
  }

  void told(Ticket ticket, BusinessTold event, Effects out) {
    handOvers.told(ticket, event, out);
  }

  void noticeChanged(Ticket ticket, NoticeChanged event, Effects out) {
    notices.changed(ticket, event, out);
  }

  /** A person does something; {@code ticket.operation.not-allowed} if that is not possible now. */
  void operate(Ticket ticket, TicketOperation operation, OperationInput input, Effects out) {
    if (!allowed(ticket).contains(operation)) {
      throw operation.refused(ticket);
    }
    desk.operate(ticket, operation, input, out);
  }

  /** What a person who holds all permissions may do now. */
  Set<TicketOperation> allowed(Ticket ticket) {
    EnumSet<TicketOperation> allowed = EnumSet.of(TicketOperation.NOTE);
    if (ticket.state.over()) {
      return allowed;
    }
    allowed.add(TicketOperation.DISCARD);
    boolean underWay = ticket.is(TicketState.DISPATCHED) || ticket.is(TicketState.IN_PROGRESS);
    Optional<Work> dispatch = ticket.open(Work.DISPATCH).filter(work -> underWay);
    if (dispatch.isPresent() && handOvers.mayUrge(ticket)) {
      allowed.add(TicketOperation.URGE);
    }
    if (dispatch.filter(Work::byHand).isPresent()) {
      allowed.addAll(EnumSet.of(TicketOperation.RESOLVE, TicketOperation.SEND_BACK));
      if (ticket.is(TicketState.DISPATCHED)) {
        allowed.add(TicketOperation.ACCEPT);
      }
    }
    if (ticket.open(Work.REVIEW).isPresent()) {
      allowed.add(TicketOperation.REVIEW);
    }
    if (ticket.is(TicketState.ATTENTION)) {
      allowed.addAll(EnumSet.of(TicketOperation.DECIDE, TicketOperation.CLOSE));
      if (!ticket.ended) {
        allowed.add(TicketOperation.DISPATCH);
      }
    }
    if (ticket.is(TicketState.RESOLVED)) {
      allowed.add(TicketOperation.CLOSE);
    }
    return allowed;
  }

  static String cut(String code) {
    return code.length() <= LONGEST_CODE ? code : code.substring(0, LONGEST_CODE);
  }
}
