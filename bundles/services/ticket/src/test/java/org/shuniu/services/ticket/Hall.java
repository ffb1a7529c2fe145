// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.ticket;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.shuniu.api.base.Message;
import org.shuniu.api.business.BusinessCommand.OrderBusiness;
import org.shuniu.api.business.BusinessEvent.BusinessTold;
import org.shuniu.api.business.BusinessEvent.OrderDone;
import org.shuniu.api.hub.Audit;
import org.shuniu.api.services.outreach.NoticeChanged;
import org.shuniu.api.services.outreach.NoticeState;
import org.shuniu.api.services.outreach.SendNotice;
import org.shuniu.api.testkit.FakeAccess;
import org.shuniu.api.testkit.FakeBus;
import org.shuniu.api.testkit.FakeVault;
import org.shuniu.api.testkit.NoMetrics;
import org.shuniu.api.testkit.TestClock;
import org.shuniu.api.testkit.TestStore;
import org.shuniu.api.workflow.WorkflowCommand.CompleteWork;
import org.shuniu.api.workflow.WorkflowEvent.PackDeployed;
import org.shuniu.api.workflow.WorkflowEvent.ProcessStarted;
import org.shuniu.api.workflow.WorkflowEvent.WorkRequested;

/** The ticket service on a fake bus and a real database in memory; engine and peers by hand. */
final class Hall {
  private static final List<String> TABLES =
      List.of(
          "ticket_ticket",
          "ticket_history",
          "ticket_party",
          "ticket_form",
          "ticket_department",
          "ticket_number");

  static final Class<?>[] ENTITIES = {
    TicketRow.class,
    HistoryRow.class,
    PartyRow.class,
    FormRow.class,
    DepartmentRow.class,
    NumberRow.class
  };

  /** One for all tests, emptied for each: making one takes longer than a test. */
  private static final TestStore STORE = new TestStore(ENTITIES);

  final TestStore store = STORE;
  final FakeBus bus = new FakeBus();
  final FakeAccess access = new FakeAccess();
  final TestClock clock = new TestClock(Fixtures.START);
  final List<String> audited = new ArrayList<>();
  final Audit audit = (operation, object, detail) -> audited.add(operation);
  final TicketService service =
      new TicketService(
          Fixtures.SETTINGS,
          bus,
          store.entityManager(),
          store.transactions(),
          new FakeVault(),
          audit,
          new NoMetrics(),
          clock);
  final TicketResource tickets = new TicketResource(service, access, audit);
  final DepartmentResource departments = new DepartmentResource(service, access, audit);
  final FormResource forms = new FormResource(service, access);
  private int works;

  Hall() {
    TABLES.forEach(table -> STORE.sql("DELETE FROM " + table));
    bus.register(new TicketConsumer(service));
    access.user("admin", "*");
    departments.create(department("labour", Optional.of("oa")));
    departments.create(department("hand", Optional.empty()));
    deploy(1, Fixtures.FORM);
    supervisor();
    audited.clear();
  }

  static DepartmentView department(String code, Optional<String> link) {
    return new DepartmentView(code, "人社局", "Labour", link, Optional.empty(), true);
  }

  void deploy(int version, String form) {
    bus.publish(new PackDeployed("complaint", version, "投诉办理", form, now()));
  }

  void supervisor() {
    access.user(
        "user-1",
        "ticket:read",
        "ticket:write",
        "ticket:review",
        "ticket:close",
        "ticket:discard",
        "ticket:export");
  }

  Instant now() {
    return clock.instant();
  }

  void publish(Message message) {
    clock.advance(Duration.ofSeconds(1));
    bus.publish(message);
  }

  void started(String ticket) {
    publish(new ProcessStarted(ticket, "complaint", 1, now()));
  }

  String work(String ticket, String work) {
    String request = work + "-" + ++works;
    publish(requested(ticket, request, work));
    return request;
  }

  WorkRequested requested(String ticket, String request, String work) {
    Optional<Instant> due = Optional.of(now().plus(Duration.ofDays(5)));
    return new WorkRequested(ticket, request, "step-" + work, work, work, Map.of(), due, now());
  }

  void done(String foreignId) {
    OrderBusiness order = bus.last(OrderBusiness.class).orElseThrow();
    publish(
        new OrderDone(
            order.link(),
            order.request(),
            order.matter(),
            order.operation(),
            Map.of("foreignId", foreignId),
            now()));
  }

  void told(String ticket, String notice, String operation, Map<String, Object> content) {
    publish(new BusinessTold("oa", notice, ticket, operation, content, now()));
  }

  void notice(NoticeState state) {
    SendNotice notice = bus.last(SendNotice.class).orElseThrow();
    publish(new NoticeChanged(notice.notice(), notice.reference(), state, "", 1, now()));
  }

  /** The outcomes that the engine was told. */
  List<String> outcomes() {
    return bus.published(CompleteWork.class).stream()
        .map(complete -> complete.request() + " " + complete.outcome())
        .toList();
  }

  TicketView view(String id) {
    return tickets.get(id);
  }
}
