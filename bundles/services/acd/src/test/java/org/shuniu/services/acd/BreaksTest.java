// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.acd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.shuniu.api.base.HubException;
import org.shuniu.api.services.acd.AgentState;

/** Breaks that are applied for: granted by rule, by a supervisor, or not. */
class BreaksTest {
  private static final Posture BREAK = Posture.onBreak("break");
  private static final Posture MEAL = Posture.onBreak("meal");
  private static final Duration BEAT = Duration.ofMillis(250);

  private static BreakRule bySupervisor() {
    return new BreakRule(false, 0, 0, 100, 0);
  }

  private static Hall hall(BreakRule rule, String... agents) {
    Hall hall = new Hall(rule).skill("general").skill("labour");
    for (String agent : agents) {
      hall.agent(agent, "general");
    }
    return hall.ready(agents);
  }

  private static boolean waits(Hall hall, String agent) {
    return hall.view(agent).breakRequest().filter(BreakRequest::pending).isPresent();
  }

  private static void act(Hall hall, String agent, BiConsumer<Roster, Agent> work) {
    hall.router.roster(
        r -> {
          work.accept(r, r.find(agent).orElseThrow());
          return true;
        });
  }

  /** In a call, then in the work after it. */
  private static void serve(Hall hall, String contact) {
    hall.enqueue(contact, "general");
    hall.answer(contact);
  }

  @Test
  void soManyMustRemainAtWorkForEachSkill() {
    Hall hall = hall(new BreakRule(true, 2, 0, 100, 0), "a", "b", "c");
    hall.ask("a", BREAK);
    hall.ask("b", BREAK);
    assertThat(hall.state("a")).isEqualTo(AgentState.BREAK);
    assertThat(hall.state("b")).as("goes on working").isEqualTo(AgentState.READY);
    assertThat(waits(hall, "b")).isTrue();
    hall.ask("a", Posture.READY);
    assertThat(hall.state("b")).as("at the next beat").isEqualTo(AgentState.READY);
    hall.pass(BEAT);
    assertThat(hall.state("b")).isEqualTo(AgentState.BREAK);
    assertThat(hall.view("b").breakRequest()).isEmpty();
  }

  @Test
  void whoeverServesIsAtWorkAndWhoeverIsNotReadyIsNot() {
    Hall hall = hall(new BreakRule(true, 1, 0, 100, 0), "a", "b");
    serve(hall, "k1");
    hall.ask("b", BREAK);
    assertThat(hall.state("b")).as("a talks").isEqualTo(AgentState.BREAK);
    hall.ask("b", Posture.READY);
    hall.release("k1", "a");
    hall.ask("a", Posture.notReady("other"));
    hall.ask("b", BREAK);
    assertThat(waits(hall, "b")).isTrue();
    hall.ask("a", BREAK);
    assertThat(hall.state("a")).as("takes nobody from work").isEqualTo(AgentState.BREAK);
  }

  @Test
  void theLimitsCountWhoIsOnABreakAndWhoWillBe() {
    Hall hall = hall(new BreakRule(true, 0, 1, 100, 0), "a", "b");
    serve(hall, "k1");
    hall.ask("a", BREAK);
    assertThat(hall.view("a").nextState()).contains(AgentState.BREAK);
    hall.ask("b", BREAK);
    assertThat(waits(hall, "b")).isTrue();
    Hall share = hall(new BreakRule(true, 0, 0, 50, 0), "a", "b", "c");
    share.ask("a", BREAK);
    share.ask("b", BREAK);
    assertThat(waits(share, "b")).as("half of three is one").isTrue();
    share.ask("a", MEAL);
    assertThat(share.view("a").reason()).as("has it already").contains("meal");
  }

  @Test
  void aBreakIsPutOffWhileItIsBusy() {
    Hall hall = hall(new BreakRule(true, 0, 0, 100, 2), "a");
    serve(hall, "k1");
    hall.enqueue("k2", "general").enqueue("k3", "general");
    hall.ask("a", BREAK);
    assertThat(waits(hall, "a")).isTrue();
    hall.dequeue("k3");
    hall.pass(BEAT);
    assertThat(waits(hall, "a")).isFalse();
    assertThat(hall.view("a").nextState()).contains(AgentState.BREAK);
  }

  @Test
  void thoseWhoWaitGetItInTheirOrder() {
    Hall hall = hall(new BreakRule(true, 0, 1, 100, 0), "a", "b", "c");
    hall.ask("a", BREAK);
    hall.ask("c", BREAK);
    hall.pass(BEAT);
    hall.ask("b", BREAK);
    hall.ask("a", Posture.READY);
    hall.pass(BEAT);
    assertThat(hall.state("c")).isEqualTo(AgentState.BREAK);
    assertThat(waits(hall, "b")).isTrue();
  }

  @Test
  void aBreakThatIsGrantedInACallBeginsAfterTheWorkOnIt() {
    Hall hall = hall(bySupervisor(), "a");
    serve(hall, "k1");
    hall.ask("a", MEAL);
    act(hall, "a", Roster::grantBreak);
    assertThat(hall.state("a")).isEqualTo(AgentState.BUSY);
    hall.release("k1", "a");
    assertThat(hall.state("a")).isEqualTo(AgentState.AFTER_CALL_WORK);
    hall.pass(Skill.AFTER_CALL);
    assertThat(hall.state("a")).isEqualTo(AgentState.BREAK);
    assertThat(hall.view("a").reason()).contains("meal");
  }

  @Test
  void aBreakThatIsGrantedInAfterCallWorkBeginsAfterIt() {
    Hall hall = hall(bySupervisor(), "a");
    serve(hall, "k1");
    hall.ask("a", BREAK);
    hall.release("k1", "a");
    assertThat(waits(hall, "a")).isTrue();
    act(hall, "a", Roster::grantBreak);
    assertThat(hall.state("a")).isEqualTo(AgentState.AFTER_CALL_WORK);
    hall.pass(Skill.AFTER_CALL);
    assertThat(hall.state("a")).isEqualTo(AgentState.BREAK);
  }

  @Test
  void whoIsRefusedSeesWhyUntilItIsPutAside() {
    Hall hall = hall(bySupervisor(), "a");
    hall.ask("a", BREAK);
    act(hall, "a", (roster, agent) -> roster.refuseBreak(agent, "高峰时段"));
    assertThat(hall.view("a").breakRequest().orElseThrow())
        .returns(BreakRequest.State.REFUSED, BreakRequest::state);
    assertThatThrownBy(() -> act(hall, "a", Roster::grantBreak))
        .isInstanceOf(HubException.class)
        .hasMessageContaining("acd.break.not-pending");
    act(hall, "a", Roster::withdrawBreak);
    assertThat(hall.view("a").breakRequest()).isEmpty();
    hall.ask("a", BREAK);
    assertThat(waits(hall, "a")).as("may ask again").isTrue();
  }

  @Test
  void aRequestIsWithdrawnByWordOrByAnotherWish() {
    Hall hall = hall(bySupervisor(), "a");
    hall.ask("a", BREAK);
    act(hall, "a", Roster::withdrawBreak);
    assertThat(hall.view("a").breakRequest()).isEmpty();
    hall.ask("a", BREAK);
    hall.ask("a", Posture.notReady("other"));
    assertThat(hall.view("a").breakRequest()).isEmpty();
    hall.ask("a", BREAK);
    hall.ask("a", Posture.READY);
    assertThat(waits(hall, "a")).as("works on while waiting").isTrue();
    serve(hall, "k1");
    assertThat(hall.view("a").allowed()).contains(AgentState.READY);
    hall.ask("a", Posture.READY);
    assertThat(waits(hall, "a")).isFalse();
  }

  @Test
  void aSupervisorNeedNotAsk() {
    Hall hall = hall(bySupervisor(), "a");
    act(hall, "a", (roster, agent) -> roster.request(agent, BREAK, false));
    assertThat(hall.state("a")).isEqualTo(AgentState.BREAK);
  }

  @Test
  void afterARestartNobodyGoesBeforeItIsKnownWhoWaits() {
    Hall before = hall(new BreakRule(true, 1, 0, 100, 0), "a", "b");
    before.ask("b", Posture.notReady("other"));
    before.ask("a", BREAK);
    Status kept = before.router.roster(r -> r.find("a").orElseThrow().status());
    Hall hall = new Hall(BreakRule.NONE).skill("general");
    hall.router.restore(Hall.profile("a", false, Map.of("general", 1)), kept);
    hall.pass(Hall.LEASE.minusSeconds(1));
    assertThat(waits(hall, "a")).isTrue();
    hall.pass(Duration.ofSeconds(2));
    assertThat(hall.state("a")).isEqualTo(AgentState.BREAK);
  }
}
