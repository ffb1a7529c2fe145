// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.acd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.shuniu.api.base.HubException;
import org.shuniu.api.base.Region;
import org.shuniu.api.hub.Identity;
import org.shuniu.api.hub.LiveUpdate;
import org.shuniu.api.pbx.PbxCommand.TakeSnapshot;
import org.shuniu.api.services.acd.AgentReserved;
import org.shuniu.api.services.acd.AgentState;
import org.shuniu.api.services.acd.AgentStateChanged;
import org.shuniu.api.services.acd.EnqueueContact;
import org.shuniu.api.services.contact.ContactAnswered;
import org.shuniu.api.services.contact.ContactEnded;
import org.shuniu.api.services.contact.ContactQueued;
import org.shuniu.api.services.contact.EndReason;
import org.shuniu.api.services.contact.Medium;
import org.shuniu.api.services.contact.ReservationEnded;
import org.shuniu.api.testkit.FakeBus;
import org.shuniu.api.testkit.NoMetrics;
import org.shuniu.api.testkit.TestClock;
import org.shuniu.api.testkit.TestStore;

/** The ACD on a database: what is kept, what comes back, what is refused. */
class DeskTest {
  private final TestStore store =
      new TestStore(
          SkillRow.class,
          ReasonRow.class,
          AgentRow.class,
          AgentStatusRow.class,
          AgentStateRow.class,
          TallyRow.class);
  private final FakeBus bus = new FakeBus();
  private final TestClock clock = new TestClock(Instant.parse("2026-03-02T01:00:00Z"));
  private BreakRule breaks = BreakRule.NONE;
  private Desk desk;
  private Thread writer;

  @BeforeEach
  void start() {
    AcdStore rows = new AcdStore(store.entityManager(), store.transactions());
    Tally tally =
        new Tally(store.entityManager(), store.transactions(), clock, ZoneId.of("Asia/Shanghai"));
    desk =
        new Desk(
            rows, tally, bus, new NoMetrics(), clock, new Rules(Hall.LEASE, Hall.GRACE, breaks));
    writer = new Thread(desk.journal()::run, "acd-journal");
    writer.start();
    desk.load();
  }

  private void stopWriter() throws InterruptedException {
    desk.journal().close();
    writer.join();
  }

  private void ask(String id, AgentState state) {
    desk.request(id, new StateInput(state, Optional.empty()), true);
  }

  @Test
  void aBreakThatIsAppliedForSurvivesARestart() throws InterruptedException {
    breaks = new BreakRule(false, 0, 0, 100, 0);
    restart();
    AgentView one = add("8001", "general");
    AgentView two = add("8002", "general");
    ask(one.agentId(), AgentState.READY);
    ask(two.agentId(), AgentState.READY);
    ask(one.agentId(), AgentState.BREAK);
    clock.advance(Duration.ofSeconds(1));
    ask(two.agentId(), AgentState.BREAK);
    assertThat(desk.agent(one.agentId()).state()).isEqualTo(AgentState.READY);
    desk.refuseBreak(two.agentId(), "高峰时段");

    restart();

    assertThat(desk.breakRequests())
        .extracting(BreakRequestView::agentId)
        .containsExactly(one.agentId());
    assertThat(desk.agent(two.agentId()).breakRequest().orElseThrow().remark()).contains("高峰时段");
    assertThat(desk.grantBreak(one.agentId()).state()).isEqualTo(AgentState.BREAK);
    assertThatThrownBy(() -> desk.grantBreak(one.agentId()))
        .isInstanceOf(HubException.class)
        .hasMessageContaining("acd.break.not-pending");
    assertThat(bus.published(LiveUpdate.class))
        .filteredOn(update -> update.name().equals("break-requests"))
        .last()
        .extracting(LiveUpdate::data)
        .isEqualTo(List.of());
    restart();
    assertThat(desk.breakRequests()).isEmpty();
    assertThat(desk.agent(one.agentId()).state()).isEqualTo(AgentState.BREAK);
  }

  private void restart() throws InterruptedException {
    stopWriter();
    bus.clear();
    start();
  }

  @AfterEach
  void stop() throws InterruptedException {
    stopWriter();
    store.close();
  }

  private AgentView add(String number, String... skills) {
    return desk.add(input("user-" + number, number, skills));
  }

  private static AgentInput input(String user, String number, String... skills) {
    List<AgentView.SkillLevel> levels =
        java.util.Arrays.stream(skills).map(s -> new AgentView.SkillLevel(s, 1)).toList();
    return new AgentInput(
        Optional.of(user),
        Optional.empty(),
        number,
        number,
        Optional.of("main"),
        levels,
        Optional.empty(),
        Optional.empty());
  }

  private AgentView request(AgentView agent, AgentState state, String... reason) {
    return desk.request(
        agent.agentId(), new StateInput(state, List.of(reason).stream().findFirst()), true);
  }

  private void enqueue(String contact, String skill) {
    desk.routing()
        .enqueue(
            new EnqueueContact(contact, Medium.VOICE, skill, 0, clock.instant()), clock.instant());
    desk.journal().settled().join();
  }

  private AgentReserved answer(String contact) {
    AgentReserved reserved = bus.last(AgentReserved.class).orElseThrow();
    assertThat(reserved.contact()).isEqualTo(contact);
    desk.routing()
        .ended(
            new ReservationEnded(
                contact,
                reserved.agent(),
                reserved.reservation(),
                ReservationEnded.Outcome.ANSWERED,
                clock.instant()));
    desk.journal().settled().join();
    return reserved;
  }

  @Test
  void beginsWithSkillsAndReasons() {
    assertThat(desk.skills())
        .extracting(s -> s.code().orElseThrow())
        .containsExactly("employment", "general", "labour-relations", "social-insurance");
    assertThat(desk.reasons()).extracting(Reasons.Reason::code).startsWith("other", "training");
    assertThat(desk.queues()).extracting(QueueView::labelZh).contains("综合咨询");
  }

  @Test
  void aSkillThatWasChangedStaysChanged() throws InterruptedException {
    Skill mine = Hall.overflowing("employment", "general", Duration.ofSeconds(45));
    desk.change(mine);
    desk.add(Hall.levelled("housing"));
    restart();
    assertThat(desk.skills()).contains(SkillView.of(mine), SkillView.of(Hall.levelled("housing")));
    assertThatThrownBy(() -> desk.add(mine)).hasMessageContaining("acd.skill.exists");
    assertThatThrownBy(() -> desk.change(Skill.of("nothing", "x", "x")))
        .hasMessageContaining("acd.skill.unknown");
    assertThatThrownBy(() -> desk.change(Hall.overflowing("general", "no", Duration.ZERO)))
        .hasMessageContaining("acd.skill.unknown");
  }

  @Test
  void everyChangeOfAStateIsARowAFactAndSeen() {
    AgentView agent = add("1001", "general");
    request(agent, AgentState.NOT_READY, "training");
    bus.clear();
    AgentView view = request(agent, AgentState.READY);

    assertThat(view.state()).isEqualTo(AgentState.READY);
    assertThat(bus.published(AgentStateChanged.class))
        .containsExactly(
            new AgentStateChanged(
                agent.agentId(),
                "user-1001",
                AgentState.NOT_READY,
                AgentState.READY,
                Optional.empty(),
                Optional.empty(),
                clock.instant()));
    assertThat(bus.last(LiveUpdate.class).orElseThrow())
        .isEqualTo(LiveUpdate.forUser("user-1001", "agent.state", view));
    assertThat(history(agent)).containsExactly("LOGGED_OUT>NOT_READY", "NOT_READY>READY");
  }

  private List<String> history(AgentView agent) {
    return store
        .transactions()
        .call(
            () ->
                store
                    .entityManager()
                    .createQuery(
                        "select h from AgentStateRow h where h.agent = :a order by h.version",
                        AgentStateRow.class)
                    .setParameter("a", agent.agentId())
                    .getResultList()
                    .stream()
                    .map(h -> h.fromState + ">" + h.toState)
                    .toList());
  }

  @Test
  void statesComeBackAfterARestart() throws InterruptedException {
    AgentView ready = add("1001", "general");
    AgentView resting = add("1002", "general");
    AgentView talking = add("1003", "social-insurance");
    AgentView forgotten = add("1004", "employment");
    request(ready, AgentState.READY);
    request(resting, AgentState.NOT_READY, "meeting");
    request(talking, AgentState.READY);
    request(forgotten, AgentState.READY);
    enqueue("k1", "social-insurance");
    answer("k1");
    request(talking, AgentState.BREAK, "meal");
    enqueue("k2", "employment");
    answer("k2");

    restart();

    assertThat(bus.published(TakeSnapshot.class)).containsExactly(new TakeSnapshot("main", "main"));
    assertThat(desk.agent(ready.agentId()).state()).isEqualTo(AgentState.READY);
    assertThat(desk.agent(resting.agentId()).reason()).contains("meeting");
    assertThat(desk.agent(talking.agentId()).contactId()).contains("k1");
    desk.routing()
        .serving(
            new org.shuniu.api.services.contact.AgentServing(
                "k1", talking.agentId(), clock.instant()));
    clock.advance(Hall.LEASE);
    desk.routing().tick();
    assertThat(desk.agent(talking.agentId()).state()).isEqualTo(AgentState.BUSY);
    assertThat(desk.agent(talking.agentId()).nextReason()).contains("meal");
    assertThat(desk.agent(forgotten.agentId()).state()).isEqualTo(AgentState.READY);
  }

  @Test
  void whatIsWrittenTwiceCountsOnce() {
    AgentView agent = add("1001", "general");
    Status before = Status.fresh(clock.instant());
    Status after = before.idle(Posture.READY, clock.instant());
    AgentProfile profile = Hall.profile(agent.agentId(), false, java.util.Map.of());
    Effect.Moved move = new Effect.Moved(profile, before, after, agent, true);
    AcdStore rows = new AcdStore(store.entityManager(), store.transactions());
    bus.clear();

    rows.write(List.of(move), bus);
    rows.write(List.of(move), bus);

    assertThat(bus.published(AgentStateChanged.class)).hasSize(1);
    assertThat(history(agent)).hasSize(1);
  }

  @Test
  void usersNumbersSkillsAndReasonsAreChecked() {
    AgentView agent = add("1001", "general");
    assertThatThrownBy(() -> add("1001", "general")).hasMessageContaining("acd.agent.exists");
    assertThatThrownBy(() -> desk.add(input("user-1001", "1009", "general")))
        .hasMessageContaining("acd.agent.exists");
    assertThatThrownBy(() -> add("1002", "no-such")).hasMessageContaining("acd.skill.unknown");
    assertThatThrownBy(() -> add("10 02", "general")).hasMessageContaining("acd.agent.invalid");
    assertThatThrownBy(() -> add("1".repeat(21))).hasMessageContaining("acd.agent.invalid");
    assertThatThrownBy(() -> add("1003", "general", "general"))
        .hasMessageContaining("acd.agent.invalid");
    assertThatThrownBy(() -> request(agent, AgentState.NOT_READY, "lottery"))
        .hasMessageContaining("acd.reason.unknown");
    assertThatThrownBy(() -> request(agent, AgentState.NOT_READY, Reasons.NO_ANSWER))
        .hasMessageContaining("acd.reason.unknown");
    assertThatThrownBy(() -> request(agent, AgentState.BUSY))
        .isInstanceOfSatisfying(
            HubException.class,
            e -> assertThat(e.reason()).isEqualTo(HubException.Reason.CONFLICT));
    assertThatThrownBy(() -> desk.agent("nobody")).hasMessageContaining("acd.agent.unknown");
    assertThatThrownBy(
            () ->
                new SkillView(
                        Optional.empty(),
                        "x",
                        "x",
                        Optional.empty(),
                        Optional.of("s"),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(3),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty())
                    .skill("a"))
        .hasMessageContaining("announceEverySeconds");
    assertThat(request(agent, AgentState.NOT_READY).reason()).contains(Reasons.OTHER);
  }

  @Test
  void anAgentIsMovedToAnotherTelephoneAndOtherSkills() throws InterruptedException {
    AgentView agent = add("1001", "general");
    request(agent, AgentState.READY);
    enqueue("k1", "employment");
    desk.change(agent.agentId(), input("user-1001", "1001", "employment"));
    desk.journal().settled().join();
    assertThat(bus.last(AgentReserved.class).orElseThrow().contact()).isEqualTo("k1");
    restart();
    assertThat(desk.agent(agent.agentId()).skills())
        .containsExactly(new AgentView.SkillLevel("employment", 1));
  }

  @Test
  void theNameOfTheUserIsTheNameOfTheAgent() {
    AgentView agent = add("1001", "general");
    assertThat(agent.name()).isEqualTo("1001");
    Identity user =
        new Identity("user-1001", "li", "李老师", Set.of("agent"), Set.of("acd:self"), Region.NATION);
    assertThat(desk.ofUser(user).name()).isEqualTo("李老师");
    assertThat(desk.agent(agent.agentId()).name()).isEqualTo("李老师");
  }

  @Test
  void figuresOfTheDayAreCountedOnceAndSurviveARestart() throws InterruptedException {
    Instant now = clock.instant();
    for (String contact : List.of("k1", "k2", "k3", "k4")) {
      ContactQueued queued = new ContactQueued(contact, "general", now);
      desk.tally().queued(queued);
      desk.tally().queued(queued);
    }
    answered("k1", Duration.ofSeconds(3));
    answered("k1", Duration.ofSeconds(3));
    answered("k2", Duration.ofSeconds(50));
    ended("k3", EndReason.ABANDONED_QUEUED);
    ended("k3", EndReason.ABANDONED_QUEUED);
    ended("k1", EndReason.ENDED_BY_CITIZEN);

    assertThat(desk.tally().figures("general")).isEqualTo(new Tally.Figures(2, 1, 1));
    assertThat(desk.tally().figures("general").serviceLevelPercent()).contains(33);
    assertThat(desk.tally().figures("employment").serviceLevelPercent()).isEmpty();
    restart();
    assertThat(desk.tally().figures("general")).isEqualTo(new Tally.Figures(2, 1, 1));
    clock.advance(Duration.ofHours(24));
    assertThat(desk.tally().figures("general")).isEqualTo(new Tally.Figures(0, 0, 0));
  }

  private void answered(String contact, Duration waited) {
    ContactAnswered fact =
        new ContactAnswered(contact, "a", "general", waited, clock.instant().plus(waited));
    desk.tally().answered(fact, desk.inTime(fact));
  }

  private void ended(String contact, EndReason reason) {
    desk.tally().ended(new ContactEnded(contact, reason, Optional.empty(), clock.instant()));
  }

  @Test
  void queuesShowWhoWaitsAndWhoIsThere() {
    AgentView one = add("1001", "general", "employment");
    add("1002", "general");
    request(one, AgentState.NOT_READY, "meeting");
    enqueue("k1", "general");
    clock.advance(Duration.ofSeconds(42));
    QueueView general =
        desk.queues().stream().filter(q -> q.skill().equals("general")).findFirst().orElseThrow();
    assertThat(general.waiting()).isEqualTo(1);
    assertThat(general.longestWaitSeconds()).isEqualTo(42);
    assertThat(general.agentsLoggedIn()).isEqualTo(1);
    assertThat(general.agentsReady()).isZero();
  }
}
