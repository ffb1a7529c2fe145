// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.ticket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.shuniu.services.ticket.Fixtures.ID;
import static org.shuniu.services.ticket.Fixtures.outcome;

import java.time.Duration;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.shuniu.api.base.Actor;
import org.shuniu.api.base.Envelope;
import org.shuniu.api.base.Ids;
import org.shuniu.api.business.BusinessCommand.OrderBusiness;
import org.shuniu.api.business.BusinessEvent.OrderDone;
import org.shuniu.api.business.BusinessEvent.OrderRejected;
import org.shuniu.api.hub.LiveUpdate;
import org.shuniu.api.hub.Vault;
import org.shuniu.api.services.outreach.NoticeState;
import org.shuniu.api.services.outreach.SendNotice;
import org.shuniu.api.services.ticket.TicketChanged;
import org.shuniu.api.services.ticket.TicketOpened;
import org.shuniu.api.services.ticket.TicketState;
import org.shuniu.api.testkit.FakeVault;
import org.shuniu.api.workflow.WorkflowCommand.StartProcess;
import org.shuniu.api.workflow.WorkflowEvent.ProcessRejected;

/** Tickets as the bus and the database see them. */
class TicketServiceTest {
  private final Hall hall = new Hall();

  private void toReview(String id) {
    hall.tickets.create(Fixtures.input(id));
    hall.started(id);
    hall.work(id, "dispatch");
    hall.done("OA-1");
    hall.told(id, "n-1", "ticket.accepted", Map.of("foreignId", "OA-1", "by", "张主任"));
    hall.told(
        id,
        "n-2",
        "ticket.answered",
        Map.of("foreignId", "OA-1", "outcome", "resolved", "answer", "已补发", "by", "张主任"));
    hall.work(id, "review");
  }

  @Test
  void theWholeWay() {
    toReview(ID);
    TicketView waiting = hall.view(ID);
    assertThat(waiting.summary().state()).isEqualTo(TicketState.RESOLVED);
    assertThat(waiting.allowed()).contains("review", "close");
    assertThat(waiting.works()).extracting(WorkView::work).containsExactly("review");
    TicketView accepted =
        hall.tickets.operate(ID, "review", outcome("accepted", waiting.version()));
    assertThat(accepted.works()).isEmpty();
    hall.work(ID, "notify");
    hall.notice(NoticeState.SENT);
    hall.notice(NoticeState.DELIVERED);
    hall.work(ID, "close");
    TicketView closed = hall.view(ID);
    assertThat(closed.summary().state()).isEqualTo(TicketState.CLOSED);
    assertThat(closed.summary().due()).isEmpty();
    assertThat(closed.history())
        .extracting(HistoryView::operation)
        .containsExactly(
            "open",
            "dispatch",
            "accept",
            "resolve",
            "review",
            "notify",
            "notify-delivered",
            "close");
    assertThat(closed.history())
        .extracting(HistoryView::actor)
        .containsExactly(
            "USER:user-1",
            "SYSTEM:oa",
            "SYSTEM:oa",
            "SYSTEM:oa",
            "USER:user-1",
            "HUB:hub",
            "HUB:hub",
            "HUB:hub");
    assertThat(closed.history().get(2).data()).containsEntry("by", "张主任");
    assertThat(closed.exchanges())
        .singleElement()
        .returns("DONE", ExchangeView::state)
        .returns(Optional.of("OA-1"), ExchangeView::foreignId);
    assertThat(closed.notices()).hasSize(1);
    assertThat(closed.answer()).contains("已补发");
    assertThat(hall.bus.published(TicketChanged.class))
        .extracting(TicketChanged::sequence)
        .containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
    assertThat(hall.outcomes())
        .containsExactly("dispatch-1 done", "review-2 accepted", "notify-3 done", "close-4 done");
    assertThat(hall.audited).containsExactly("ticket:create", "ticket:review");
  }

  @Test
  void allOfItBelongsToTheContact() {
    toReview(ID);
    Set<String> ours =
        Set.of(
            "ticket.opened",
            "ticket.changed",
            "workflow.start-process",
            "workflow.complete-work",
            "business.order");
    List<Envelope<?>> published =
        hall.bus.published().stream().filter(m -> ours.contains(m.type())).toList();
    assertThat(published).hasSizeGreaterThan(6);
    assertThat(published).allMatch(m -> m.correlation().equals(Fixtures.CONTACT));
    assertThat(published.get(0).actor()).isEqualTo(Actor.user("user-1"));
  }

  @Test
  void nothingPersonalStandsInTheClear() {
    toReview(ID);
    OrderBusiness order = hall.bus.last(OrderBusiness.class).orElseThrow();
    assertThat(order.content().toString()).doesNotContain("王小芳").doesNotContain(Fixtures.PHONE);
    @SuppressWarnings("unchecked")
    Map<String, String> caller = (Map<String, String>) order.content().get("caller");
    assertThat(caller.values()).allMatch(Vault::isSealed);
    assertThat(new FakeVault().open(caller.get("phone"))).isEqualTo(Fixtures.PHONE);
    PartyRow row =
        hall.store
            .transactions()
            .call(() -> hall.store.entityManager().find(PartyRow.class, ID + ":0"));
    assertThat(row.nameSealed + row.phoneSealed + row.phonePrint)
        .doesNotContain("王小芳")
        .doesNotContain(Fixtures.PHONE);
    assertThat(hall.view(ID).parties())
        .singleElement()
        .returns(Optional.of("王*芳"), PartyView::name)
        .returns(Optional.of("138****1234"), PartyView::phone);
    assertThat(hall.bus.published(TicketOpened.class).toString()).doesNotContain("王小芳");
    assertThat(hall.bus.published(LiveUpdate.class).toString()).doesNotContain(Fixtures.PHONE);
  }

  @Test
  void whoWroteItSeesEachChange() {
    toReview(ID);
    assertThat(hall.bus.published(LiveUpdate.class))
        .hasSize(4)
        .allMatch(update -> update.audience().equals("user:user-1"))
        .allMatch(update -> update.name().equals("ticket.changed"));
    hall.access.user("user-2", "ticket:write", "ticket:read");
    hall.tickets.operate(ID, "note", Fixtures.note("催了一次", hall.view(ID).version()));
    hall.bus.clear();
    hall.work(ID, "remind");
    assertThat(hall.bus.published(LiveUpdate.class))
        .extracting(LiveUpdate::audience)
        .containsExactlyInAnyOrder("user:user-1", "user:user-2");
  }

  @Test
  void theSameTicketTwiceIsOne() {
    TicketView first = hall.tickets.create(Fixtures.input(ID));
    TicketView second = hall.tickets.create(Fixtures.input(ID));
    assertThat(second).isEqualTo(first);
    assertThat(hall.bus.published(StartProcess.class)).hasSize(1);
    hall.access.user("user-2", "ticket:write", "ticket:read");
    assertThatThrownBy(() -> hall.tickets.create(Fixtures.input(ID)))
        .hasMessageContaining("ticket.id.taken");
  }

  @Test
  void theSameTicketAtTheSameMomentIsOne() throws Exception {
    List<Callable<TicketView>> writers =
        IntStream.range(0, 4)
            .<Callable<TicketView>>mapToObj(i -> () -> hall.tickets.create(Fixtures.input(ID)))
            .toList();
    ExecutorService pool = Executors.newFixedThreadPool(4);
    Set<String> numbers = new HashSet<>();
    for (Future<TicketView> written : pool.invokeAll(writers)) {
      numbers.add(written.get().summary().number());
    }
    pool.shutdown();
    assertThat(numbers).hasSize(1);
    assertThat(hall.view(ID).history()).hasSize(1);
    assertThat(hall.view(ID).parties()).hasSize(1);
  }

  @Test
  void numbersAreOfTheDayAtTheHotlineAndUnique() throws Exception {
    assertThat(hall.tickets.create(Fixtures.input(ID)).summary().number())
        .isEqualTo("20260302-000001");
    hall.clock.advance(Duration.ofHours(14));
    assertThat(hall.tickets.create(Fixtures.input(Ids.next())).summary().number())
        .isEqualTo("20260303-000001");
    TicketNumbers other = new TicketNumbers(hall.store.entityManager(), hall.store.transactions());
    LocalDate day = LocalDate.of(2026, 3, 3);
    ExecutorService pool = Executors.newFixedThreadPool(4);
    Set<String> all = new HashSet<>();
    List<Callable<List<String>>> takers =
        IntStream.range(0, 4)
            .<Callable<List<String>>>mapToObj(
                i ->
                    () -> {
                      TicketNumbers numbers = i % 2 == 0 ? hall.service.numbers : other;
                      return IntStream.range(0, 200).mapToObj(j -> numbers.next(day)).toList();
                    })
            .toList();
    for (Future<List<String>> taken : pool.invokeAll(takers)) {
      all.addAll(taken.get());
    }
    pool.shutdown();
    assertThat(all).hasSize(800).allMatch(number -> number.matches("20260303-\\d{6}"));
  }

  @Test
  void aTicketThatWasChangedMeanwhileIsNotChangedBlindly() {
    toReview(ID);
    int seen = hall.view(ID).version();
    hall.tickets.operate(ID, "note", Fixtures.note("一", seen));
    assertThatThrownBy(() -> hall.tickets.operate(ID, "review", outcome("accepted", seen)))
        .hasMessageContaining("ticket.changed");
  }

  @Test
  void aRefusedOperationLeavesNothing() {
    hall.tickets.create(Fixtures.input(ID));
    int published = hall.bus.published().size();
    assertThatThrownBy(() -> hall.tickets.operate(ID, "review", outcome("accepted", 1)))
        .hasMessageContaining("ticket.operation.not-allowed");
    assertThatThrownBy(() -> hall.tickets.operate(ID, "discard", Fixtures.op(1)))
        .hasMessageContaining("ticket.input.invalid");
    assertThat(hall.view(ID).history()).hasSize(1);
    assertThat(hall.bus.published()).hasSize(published);
  }

  @Test
  void aDepartmentWithoutALinkIsHandledByPeople() {
    hall.tickets.create(
        Fixtures.with(Fixtures.input(ID), Optional.of("hand"), Fixtures.input(ID).parties()));
    hall.work(ID, "dispatch");
    assertThat(hall.bus.published(OrderBusiness.class)).isEmpty();
    hall.tickets.operate(ID, "accept", Fixtures.op(2));
    OperationInput answer =
        new OperationInput(
            Optional.empty(),
            Optional.empty(),
            Optional.of("已办"),
            Optional.empty(),
            Optional.empty(),
            3);
    TicketView resolved = hall.tickets.operate(ID, "resolve", answer);
    assertThat(resolved.summary().state()).isEqualTo(TicketState.RESOLVED);
    assertThat(resolved.answer()).contains("已办");
    assertThat(hall.outcomes()).containsExactly("dispatch-1 done");
  }

  @Test
  void aDepartmentThatIsDisabledTakesNothing() {
    hall.access.user("admin", "*");
    hall.departments.update(
        "labour",
        new DepartmentView("labour", "a", "b", Optional.of("oa"), Optional.empty(), false));
    hall.tickets.create(Fixtures.input(ID));
    hall.work(ID, "dispatch");
    assertThat(hall.outcomes()).containsExactly("dispatch-1 failed");
    hall.work(ID, "decide");
    assertThat(hall.view(ID).code()).contains("ticket.department.unknown");
  }

  @Test
  void aCitizenWithoutATelephone() {
    hall.tickets.create(
        Fixtures.with(
            Fixtures.input(ID),
            Optional.of("labour"),
            List.of(
                new PartyInput(PartyRole.CALLER, "王", Optional.empty(), Optional.empty()),
                new PartyInput(
                    PartyRole.RESPONDENT, "某公司", Optional.of("0755-12345678"), Optional.empty()))));
    hall.work(ID, "notify");
    assertThat(hall.bus.published(SendNotice.class)).isEmpty();
    assertThat(hall.outcomes()).containsExactly("notify-1 failed");
  }

  @Test
  void theFormMayBringTheTextOfNotices() {
    hall.deploy(
        2, Fixtures.FORM.replace("\"requestTypes\"", "\"notice\":\"{number} 好\",\"requestTypes\""));
    hall.tickets.create(Fixtures.input(ID));
    hall.work(ID, "notify");
    assertThat(hall.bus.last(SendNotice.class).orElseThrow().text()).isEqualTo("20260302-000001 好");
  }

  @Test
  void whatIsOfNoTicketIsNoneOfOurs() {
    String stranger = Ids.next();
    int before = hall.bus.published().size();
    hall.started(stranger);
    hall.work(stranger, "dispatch");
    hall.told(stranger, "n", "ticket.answered", Map.of());
    hall.tickets.create(Fixtures.input(ID));
    int own = hall.bus.published().size();
    hall.publish(
        new OrderDone("social", "r", ID, "card.report-loss", Map.of("receipt", "1"), hall.now()));
    hall.publish(
        new OrderRejected("social", "r", ID, "card.report-loss", "x", Map.of(), false, hall.now()));
    assertThat(hall.view(ID).history()).hasSize(1);
    assertThat(own).isGreaterThan(before);
  }

  @Test
  void aRejectedProcessWaitsForAPerson() {
    hall.tickets.create(Fixtures.input(ID));
    hall.publish(new ProcessRejected(ID, "workflow.process.unknown", "none", hall.now()));
    TicketView stuck = hall.view(ID);
    assertThat(stuck.summary().state()).isEqualTo(TicketState.ATTENTION);
    assertThat(stuck.code()).contains("workflow.process.unknown");
    hall.tickets.operate(ID, "decide", outcome("dispatch", stuck.version()));
    assertThat(hall.bus.published(StartProcess.class)).hasSize(2);
    assertThat(hall.view(ID).code()).isEmpty();
  }

  @Test
  void anOldOrBrokenFormDoesNotReplaceTheNewest() {
    hall.deploy(3, Fixtures.FORM.replace("某", "x").replace("\"max\":50", "\"max\":5"));
    hall.deploy(2, Fixtures.FORM);
    hall.deploy(4, "{");
    hall.deploy(5, "{\"process\":\"other\",\"labelZh\":\"a\",\"labelEn\":\"b\"}");
    hall.deploy(6, Fixtures.FORM.replace("\"kind\":\"date\"", "\"kind\":\"hologram\""));
    assertThat(hall.forms.list()).singleElement().returns(3, FormView::version);
    assertThat(hall.forms.list().get(0).form().fields().get(0).max()).isEqualTo(5);
  }

  @Test
  void itIsOverdueWhenItsTimeIsOver() {
    hall.tickets.create(Fixtures.input(ID));
    hall.work(ID, "dispatch");
    assertThat(hall.view(ID).summary().overdue()).isFalse();
    hall.clock.advance(Duration.ofDays(6));
    assertThat(hall.view(ID).summary().overdue()).isTrue();
    hall.done("OA-1");
    hall.told(
        ID,
        "n",
        "ticket.answered",
        Map.of("foreignId", "OA-1", "outcome", "resolved", "answer", "a"));
    assertThat(hall.view(ID).summary().overdue()).isFalse();
  }
}
