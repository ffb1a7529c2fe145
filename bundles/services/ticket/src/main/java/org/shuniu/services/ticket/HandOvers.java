// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.ticket;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.shuniu.api.business.BusinessCommand.OrderBusiness;
import org.shuniu.api.business.BusinessEvent.BusinessTold;
import org.shuniu.api.business.BusinessEvent.OrderDone;
import org.shuniu.api.business.BusinessEvent.OrderRejected;
import org.shuniu.api.services.ticket.TicketState;
import org.shuniu.api.workflow.WorkflowCommand.SignalProcess;

/**
 * Between the hub and the departments. An acknowledgement, its refusal and what the department
 * tells may come in any order; what the department itself tells is believed most.
 */
final class HandOvers {
  private static final int LONGEST_ANSWER = 4_000;
  private static final int LONGEST_NAME = 100;

  private final Settings settings;

  HandOvers(Settings settings) {
    this.settings = settings;
  }

  /** The process wants the ticket in the hands of its department. */
  void dispatch(Ticket ticket, Work work, Surroundings around, Effects out) {
    Optional<Department> known = ticket.department.flatMap(around::department);
    if (known.isEmpty()) {
      fail(ticket, work, "ticket.department.unknown", out);
      return;
    }
    Department department = known.get();
    Step step = Step.of("dispatch", work).with("department", department.code());
    if (department.link().isEmpty()) {
      ticket.keep(work.handledByHand());
      out.line(ticket, TicketState.DISPATCHED, step.with("byHand", true));
      return;
    }
    if (!ticket.is(TicketState.OPEN)) {
      out.line(ticket, TicketState.OPEN, Step.of("hand-over", work));
    }
    handOver(ticket, work, department.link().get(), around, out);
  }

  private void handOver(Ticket ticket, Work work, String link, Surroundings around, Effects out) {
    Head head = ticket.head;
    Map<String, Object> content = new TreeMap<>();
    content.put("number", head.number());
    content.put("department", ticket.department.orElseThrow());
    content.put("process", head.process());
    content.put("category", head.category());
    content.put("requestType", head.requestType().name());
    content.put("title", head.title());
    content.put("text", head.text());
    work.due().ifPresent(due -> content.put("due", due.toString()));
    content.put("confidential", head.confidential());
    // The department may be the accused: it does not learn who spoke (X10).
    if (!head.confidential()) {
      around.recipient().ifPresent(caller -> content.put("caller", sealed(caller)));
    }
    order(ticket, work, link, Exchange.HAND_OVER, content, out);
  }

  private static Map<String, Object> sealed(Surroundings.Recipient caller) {
    Map<String, Object> values = new TreeMap<>();
    values.put("name", caller.sealedName());
    caller.sealedPhone().ifPresent(phone -> values.put("phone", phone));
    return values;
  }

  private void order(
      Ticket ticket,
      Work work,
      String link,
      String operation,
      Map<String, Object> content,
      Effects out) {
    boolean urge = operation.equals(Exchange.URGE);
    String turn = urge ? String.valueOf(ticket.exchanges.size()) : "";
    String request = StableIds.of(operation, ticket.id(), work.request(), turn);
    ticket.keep(
        new Exchange(
            request,
            work.request(),
            link,
            operation,
            Exchange.State.WAITING,
            out.now,
            Optional.empty(),
            Optional.empty()));
    out.order(
        new OrderBusiness(
            link,
            request,
            ticket.id(),
            operation,
            content,
            urge ? settings.urge() : settings.handOver()));
  }

  private static void fail(Ticket ticket, Work work, String code, Effects out) {
    String why = TicketMachine.cut(code);
    out.line(ticket, ticket.state, Step.of("dispatch-failed", work).with("code", why));
    out.complete(ticket, work, "failed", Optional.of(why));
    out.count("ticket.dispatch.failed");
  }

  /** The department's system has it. */
  void done(Ticket ticket, OrderDone event, Effects out) {
    Exchange exchange = ticket.exchanges.get(event.request());
    if (exchange == null || exchange.state() == Exchange.State.DONE) {
      return;
    }
    Exchange done = exchange.done(text(event.content(), "foreignId", LONGEST_NAME));
    ticket.keep(done);
    out.save = true;
    // The department may have told more already.
    if (ticket.is(TicketState.OPEN) && exchange.is(Exchange.HAND_OVER)) {
      waiting(ticket, exchange).ifPresent(work -> dispatched(ticket, work, done, out));
    }
  }

  private static void dispatched(Ticket ticket, Work work, Exchange exchange, Effects out) {
    out.line(
        ticket,
        TicketState.DISPATCHED,
        Step.of("dispatch", work)
            .with("department", ticket.department)
            .with("foreignId", exchange.foreignId()));
  }

  /** The dispatch that this exchange is for, while the process waits for it. */
  private static Optional<Work> waiting(Ticket ticket, Exchange exchange) {
    return ticket.open(Work.DISPATCH).filter(work -> work.request().equals(exchange.work()));
  }

  void rejected(Ticket ticket, OrderRejected event, Effects out) {
    Exchange exchange = ticket.exchanges.get(event.request());
    // What has a number over there has arrived, whatever is said of the order.
    if (exchange == null || exchange.state() != Exchange.State.WAITING) {
      return;
    }
    ticket.keep(exchange.refused(TicketMachine.cut(event.code()), event.uncertain()));
    out.save = true;
    if (exchange.is(Exchange.URGE)) {
      if (!ticket.state.over()) {
        out.line(ticket, ticket.state, Step.of("urge-failed").with("code", event.code()));
      }
      return;
    }
    waiting(ticket, exchange)
        .filter(work -> !ticket.state.over())
        .ifPresent(work -> fail(ticket, work, event.code(), out));
  }

  /** The department tells something. */
  void told(Ticket ticket, BusinessTold event, Effects out) {
    Optional<String> foreignId = text(event.content(), "foreignId", LONGEST_NAME);
    Optional<Exchange> meant = meant(ticket, event.link(), foreignId);
    if (meant.isEmpty()) {
      // Nothing was ever given to this system: it may not speak about the ticket.
      out.count("ticket.told.uninvited");
      return;
    }
    if (!ticket.hear(StableIds.of(event.link(), event.notice()))) {
      return;
    }
    Exchange exchange = meant.get().done(foreignId);
    ticket.keep(exchange);
    out.save = true;
    Optional<Work> work = waiting(ticket, exchange).filter(w -> !ticket.state.over());
    String operation = event.operation();
    String outcome = text(event.content(), "outcome", LONGEST_NAME).orElse("");
    if (work.isPresent() && operation.equals("ticket.accepted")) {
      accepted(ticket, work.get(), event, out);
    } else if (work.isPresent()
        && operation.equals("ticket.answered")
        && (outcome.equals("resolved") || outcome.equals("sent-back"))) {
      answered(ticket, work.get(), event, outcome, out);
    } else {
      late(ticket, event, outcome, out);
    }
  }

  private static Optional<Exchange> meant(Ticket ticket, String link, Optional<String> foreignId) {
    Optional<Exchange> named =
        ticket.newest(
            each ->
                each.is(Exchange.HAND_OVER)
                    && each.link().equals(link)
                    && foreignId.isPresent()
                    && each.foreignId().equals(foreignId));
    return named.or(
        () ->
            ticket.newest(
                each ->
                    each.is(Exchange.HAND_OVER)
                        && each.link().equals(link)
                        && (each.foreignId().isEmpty() || foreignId.isEmpty())));
  }

  private static void accepted(Ticket ticket, Work work, BusinessTold event, Effects out) {
    if (!ticket.is(TicketState.IN_PROGRESS)) {
      out.line(ticket, TicketState.IN_PROGRESS, said(Step.of("accept", work), event));
    }
  }

  private static void answered(
      Ticket ticket, Work work, BusinessTold event, String outcome, Effects out) {
    String answer = text(event.content(), "answer", LONGEST_ANSWER).orElse("");
    if (outcome.equals("resolved")) {
      resolved(ticket, work, answer, said(Step.of("resolve", work), event), out);
    } else {
      sentBack(ticket, work, said(Step.of("send-back", work).note(answer), event), out);
    }
  }

  static void resolved(Ticket ticket, Work work, String answer, Step step, Effects out) {
    ticket.answer = Optional.of(answer);
    ticket.reply = Optional.empty();
    out.line(ticket, TicketState.RESOLVED, step.note(answer));
    out.complete(ticket, work, "done", Optional.empty());
  }

  static void sentBack(Ticket ticket, Work work, Step step, Effects out) {
    out.line(ticket, TicketState.OPEN, step);
    out.complete(ticket, work, "sent-back", Optional.of("ticket.sent-back"));
  }

  /** Nobody waits for it any more, but people shall see it. */
  private static void late(Ticket ticket, BusinessTold event, String outcome, Effects out) {
    Step step =
        Step.of("told")
            .note(text(event.content(), "answer", LONGEST_ANSWER).orElse(""))
            .with("operation", TicketMachine.cut(event.operation()))
            .with("outcome", outcome);
    out.line(ticket, ticket.state, said(step, event));
    out.count("ticket.told.late");
  }

  private static Step said(Step step, BusinessTold event) {
    return step.with("link", event.link())
        .with("by", text(event.content(), "by", LONGEST_NAME))
        .with("foreignId", text(event.content(), "foreignId", LONGEST_NAME));
  }

  /** A text of a foreign system: bounded, without control characters; empty if there is none. */
  private static Optional<String> text(Map<String, Object> content, String name, int most) {
    return Optional.ofNullable(content.get(name))
        .map(String::valueOf)
        .map(text -> text.replaceAll("[\\p{Cntrl}&&[^\\n\\t]]", ""))
        .map(text -> text.length() <= most ? text : text.substring(0, most))
        .filter(text -> !text.isBlank());
  }

  /** One after another: a department is not urged again before it got the last urging. */
  boolean mayUrge(Ticket ticket) {
    return ticket
        .newest(each -> each.is(Exchange.URGE) && each.state() == Exchange.State.WAITING)
        .isEmpty();
  }

  void urge(Ticket ticket, String text, Effects out) {
    Work work = ticket.open(Work.DISPATCH).orElseThrow(() -> TicketOperation.URGE.refused(ticket));
    out.line(ticket, ticket.state, Step.of("urge").note(text));
    ticket
        .newest(each -> each.is(Exchange.HAND_OVER) && each.work().equals(work.request()))
        .ifPresent(handOver -> urge(ticket, work, handOver, text, out));
    String request = StableIds.of("urged", ticket.id(), String.valueOf(ticket.sequence));
    out.order(new SignalProcess(ticket.id(), request, "urged", Map.of()));
  }

  private void urge(Ticket ticket, Work work, Exchange handOver, String text, Effects out) {
    Map<String, Object> content = new TreeMap<>();
    content.put("number", ticket.head.number());
    handOver.foreignId().ifPresent(id -> content.put("foreignId", id));
    content.put("text", text);
    order(ticket, work, handOver.link(), Exchange.URGE, content, out);
  }
}
