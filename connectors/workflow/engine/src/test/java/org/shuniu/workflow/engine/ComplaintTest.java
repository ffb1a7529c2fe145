// SPDX-License-Identifier: Apache-2.0
package org.shuniu.workflow.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.shuniu.api.base.Ids;
import org.shuniu.api.testkit.TestClock;
import org.shuniu.api.testkit.TestStore;
import org.shuniu.api.workflow.WorkflowCommand.SignalProcess;
import org.shuniu.api.workflow.WorkflowEvent.PackDeployed;
import org.shuniu.api.workflow.WorkflowEvent.WorkRequested;
import org.shuniu.api.workflow.WorkflowEvent.WorkWithdrawn;

/** The pack of complaints goes all its ways. */
@Timeout(60)
class ComplaintTest {
  private static final Map<String, Object> GIVEN =
      Map.of(
          "department", "rsj", "category", "wages", "requestType", "COMPLAINT", "dispatchDays", 3);

  private static TestStore store;
  private static TestClock clock;
  private static Desk desk;
  private String ticket;

  @BeforeAll
  static void open(@TempDir Path folder) {
    store = new TestStore();
    clock = new TestClock(Instant.parse("2026-11-23T01:00:00Z"));
    desk = new Desk(store, folder, clock, Packs.complaint());
  }

  @AfterAll
  static void close() {
    desk.close();
    store.close();
  }

  @BeforeEach
  void begin() {
    ticket = Ids.next();
    desk.start(ticket, "complaint", GIVEN);
  }

  @Test
  void theGoodWay() {
    steps("dispatch:done", "review:accepted", "notify:done", "close:done");
    assertThat(desk.ends(ticket)).containsExactly("closed");
    assertThat(desk.told.events(WorkWithdrawn.class, ticket)).isEmpty();
  }

  @Test
  void theDepartmentHasDispatchDays() {
    WorkRequested dispatch = desk.open(ticket).get(0);
    assertThat(dispatch.due()).contains(clock.instant().plus(Duration.ofDays(3)));
    assertThat(dispatch.label()).isEqualTo("派单承办");
    assertThat(dispatch.variables()).isEqualTo(GIVEN);
  }

  @Test
  void sentBackIsDecidedAndDispatchedAgain() {
    steps("dispatch:sent-back", "decide:dispatch", "dispatch:failed", "decide:dispatch");
    steps("dispatch:done", "review:accepted", "notify:done", "close:done");
    assertThat(desk.ends(ticket)).containsExactly("closed");
  }

  @Test
  void aRejectedAnswerIsDispatchedAgain() {
    steps("dispatch:done", "review:rejected", "dispatch:done", "review:accepted", "notify:done");
    steps("close:done");
    assertThat(desk.ends(ticket)).containsExactly("closed");
  }

  @Test
  void aNoticeThatFailsIsDecided() {
    steps("dispatch:done", "review:accepted", "notify:failed", "decide:notify", "notify:failed");
    steps("decide:close", "close:done");
    assertThat(desk.ends(ticket)).containsExactly("closed");
  }

  @Test
  void aPersonMayDiscard() {
    steps("dispatch:failed", "decide:discard");
    assertThat(desk.ends(ticket)).containsExactly("discarded");
  }

  @Test
  void theCitizenMayWithdrawAtAnyTime() {
    steps("dispatch:done");
    String review = desk.open(ticket).get(0).request();
    SignalProcess withdrawn = new SignalProcess(ticket, Ids.next(), "withdrawn", Map.of());
    desk.give(withdrawn);
    desk.give(withdrawn);
    assertThat(desk.ends(ticket)).containsExactly("withdrawn");
    assertThat(desk.told.events(WorkWithdrawn.class, ticket))
        .extracting(WorkWithdrawn::request)
        .containsExactly(review);
  }

  @Test
  void remindsEachDayFiveTimesAtMostWhileTheDepartmentWorks() {
    clock.advance(Duration.ofDays(2));
    for (int day = 1; day <= 5; day++) {
      clock.advance(Duration.ofDays(1));
      awaitReminders(day);
      desk.complete(ticket, "remind", "done");
    }
    clock.advance(Duration.ofDays(1));
    String later = Ids.next();
    desk.start(later, "complaint", GIVEN);
    clock.advance(Duration.ofDays(3));
    // Timers fire in their order: when the later ticket is reminded, ours would have been.
    await().until(() -> desk.works(later).contains("remind"));
    assertThat(desk.works(ticket)).hasSize(6);
    steps("dispatch:done", "review:accepted", "notify:done", "close:done");
    assertThat(desk.ends(ticket)).containsExactly("closed");
  }

  @Test
  void aReminderThatIsOpenIsWithdrawnWithTheWork() {
    clock.advance(Duration.ofDays(3));
    awaitReminders(1);
    steps("dispatch:done");
    assertThat(desk.told.events(WorkWithdrawn.class, ticket)).hasSize(1);
    steps("review:accepted", "notify:done", "close:done");
    assertThat(desk.ends(ticket)).containsExactly("closed");
  }

  @Test
  void thePackIsToldWithItsForm() {
    assertThat(desk.told.events(PackDeployed.class, "process:complaint"))
        .singleElement()
        .satisfies(pack -> assertThat(pack.label()).isEqualTo("投诉办理"))
        .satisfies(pack -> assertThat(pack.version()).isEqualTo(1))
        .satisfies(pack -> assertThat(pack.form()).contains("被诉单位"))
        .satisfies(pack -> assertThat(pack.time()).isBeforeOrEqualTo(Instant.now(clock)));
  }

  private void awaitReminders(int times) {
    await()
        .untilAsserted(
            () -> assertThat(desk.works(ticket)).filteredOn("remind"::equals).hasSize(times));
  }

  private void steps(String... steps) {
    for (String step : List.of(steps)) {
      desk.complete(ticket, step.split(":")[0], step.split(":")[1]);
    }
  }
}
