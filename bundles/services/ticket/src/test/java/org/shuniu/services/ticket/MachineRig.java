// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.ticket;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.shuniu.api.base.Actor;
import org.shuniu.api.base.Message;
import org.shuniu.api.business.BusinessCommand.OrderBusiness;
import org.shuniu.api.business.BusinessEvent.BusinessTold;
import org.shuniu.api.business.BusinessEvent.OrderDone;
import org.shuniu.api.business.BusinessEvent.OrderRejected;
import org.shuniu.api.services.outreach.NoticeChanged;
import org.shuniu.api.services.outreach.NoticeState;
import org.shuniu.api.services.outreach.SendNotice;
import org.shuniu.api.services.ticket.TicketState;
import org.shuniu.api.workflow.WorkflowCommand.CompleteWork;
import org.shuniu.api.workflow.WorkflowEvent.ProcessEnded;
import org.shuniu.api.workflow.WorkflowEvent.ProcessRejected;
import org.shuniu.api.workflow.WorkflowEvent.ProcessStarted;
import org.shuniu.api.workflow.WorkflowEvent.WorkRequested;
import org.shuniu.api.workflow.WorkflowEvent.WorkWithdrawn;

/** One ticket, the machine, and a clock that goes on a second with each happening. */
final class MachineRig implements Surroundings {
  final TicketMachine machine = new TicketMachine(Fixtures.SETTINGS);
  final Ticket ticket = new Ticket(Fixtures.head());
  final Map<String, Department> departments = new HashMap<>();
  final List<Message> messages = new ArrayList<>();
  final List<Line> lines = new ArrayList<>();
  final List<String> counts = new ArrayList<>();
  Optional<Recipient> recipient = Optional.of(new Recipient("sealed:n", Optional.of("sealed:p")));
  Effects last = new Effects(Fixtures.START, Actor.HUB);
  Instant now = Fixtures.START;
  private int works;

  MachineRig() {
    departments.put("labour", department("labour", Optional.of("oa")));
    departments.put("hand", department("hand", Optional.empty()));
    ticket.department = Optional.of("labour");
    then(out -> machine.open(ticket, out));
  }

  private static Department department(String code, Optional<String> link) {
    return new Department(code, code, code, link, Optional.empty(), true);
  }

  /** Something happens; what was to be published before is forgotten. */
  MachineRig then(Consumer<Effects> happening) {
    now = now.plus(Duration.ofSeconds(1));
    last = new Effects(now, Actor.HUB);
    happening.accept(last);
    messages.addAll(last.messages);
    lines.addAll(last.lines);
    counts.addAll(last.counts);
    return this;
  }

  String request(String work) {
    String request = work + "-" + ++works;
    requested(request, work);
    return request;
  }

  MachineRig requested(String request, String work) {
    WorkRequested event =
        new WorkRequested(
            ticket.id(), request, "step-" + work, work, work, Map.of(), Optional.empty(), now);
    return then(out -> machine.workRequested(ticket, event, this, out));
  }

  MachineRig withdrawn(String request) {
    WorkWithdrawn event = new WorkWithdrawn(ticket.id(), request, now);
    return then(out -> machine.workWithdrawn(ticket, event, out));
  }

  MachineRig started() {
    ProcessStarted event = new ProcessStarted(ticket.id(), "complaint", 1, now);
    return then(out -> machine.processStarted(ticket, event, out));
  }

  MachineRig processRejected(String code) {
    ProcessRejected event = new ProcessRejected(ticket.id(), code, "reason", now);
    return then(out -> machine.processRejected(ticket, event, out));
  }

  MachineRig processEnded() {
    ProcessEnded event = new ProcessEnded(ticket.id(), "complaint", "end", now);
    return then(out -> machine.processEnded(ticket, event, out));
  }

  /** The order that was given last. */
  OrderBusiness order() {
    return newest(OrderBusiness.class);
  }

  MachineRig done(OrderBusiness order, String foreignId) {
    OrderDone event =
        new OrderDone(
            order.link(),
            order.request(),
            ticket.id(),
            order.operation(),
            foreignId.isEmpty() ? Map.of() : Map.of("foreignId", foreignId),
            now);
    return then(out -> machine.orderDone(ticket, event, out));
  }

  MachineRig rejected(OrderBusiness order, boolean uncertain) {
    OrderRejected event =
        new OrderRejected(
            order.link(),
            order.request(),
            ticket.id(),
            order.operation(),
            "business.timeout",
            Map.of(),
            uncertain,
            now);
    return then(out -> machine.orderRejected(ticket, event, out));
  }

  MachineRig accepted(String notice, String foreignId) {
    return told("oa", notice, "ticket.accepted", Map.of("foreignId", foreignId, "by", "张主任"));
  }

  MachineRig answered(String notice, String foreignId, String outcome) {
    return told(
        "oa",
        notice,
        "ticket.answered",
        Map.of("foreignId", foreignId, "outcome", outcome, "answer", "已责令补发", "by", "张主任"));
  }

  MachineRig told(String link, String notice, String operation, Map<String, Object> content) {
    BusinessTold event = new BusinessTold(link, notice, ticket.id(), operation, content, now);
    return then(out -> machine.told(ticket, event, out));
  }

  MachineRig notice(NoticeState state, int attempt) {
    String id = newest(SendNotice.class).notice();
    String code = state == NoticeState.FAILED ? "channel.text.refused" : "";
    NoticeChanged event = new NoticeChanged(id, ticket.id(), state, code, attempt, now);
    return then(out -> machine.noticeChanged(ticket, event, out));
  }

  MachineRig operate(TicketOperation operation, OperationInput input) {
    return then(out -> machine.operate(ticket, operation, input, out));
  }

  TicketState state() {
    return ticket.state;
  }

  List<String> operations() {
    return lines.stream().map(Line::operation).toList();
  }

  /** What the process was told, as {@code request outcome}. */
  List<String> outcomes() {
    return all(CompleteWork.class).stream().map(c -> c.request() + " " + c.outcome()).toList();
  }

  <M> List<M> all(Class<M> type) {
    return messages.stream().filter(type::isInstance).map(type::cast).toList();
  }

  <M> M newest(Class<M> type) {
    List<M> all = all(type);
    return all.get(all.size() - 1);
  }

  @Override
  public Optional<Department> department(String code) {
    return Optional.ofNullable(departments.get(code));
  }

  @Override
  public Optional<Recipient> recipient() {
    return recipient;
  }

  @Override
  public String open(String sealed) {
    return Fixtures.PHONE;
  }

  @Override
  public Optional<String> noticeTemplate() {
    return Optional.empty();
  }
}
