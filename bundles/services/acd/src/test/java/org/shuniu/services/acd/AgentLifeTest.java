// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.acd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.shuniu.api.base.HubException;
import org.shuniu.api.pbx.DeviceState;
import org.shuniu.api.pbx.PbxSnapshot;
import org.shuniu.api.services.acd.AgentState;
import org.shuniu.api.services.contact.ReservationEnded.Outcome;

/** What becomes of an agent (T2). */
class AgentLifeTest {
  private static final Posture MEAL = new Posture(AgentState.BREAK, Optional.of("meal"));

  private final Hall hall = new Hall().skill("general").agent("a", "general");

  @BeforeEach
  void ready() {
    hall.ready("a");
  }

  @ParameterizedTest
  @CsvSource({
    "LOGGED_OUT, NOT_READY READY",
    "NOT_READY, LOGGED_OUT NOT_READY READY BREAK",
    "READY, LOGGED_OUT NOT_READY BREAK",
    "RESERVED, NOT_READY BREAK",
    "BUSY, NOT_READY BREAK",
    "AFTER_CALL_WORK, LOGGED_OUT NOT_READY READY BREAK",
    "BREAK, LOGGED_OUT NOT_READY READY BREAK",
  })
  void theTableOfTransitions(AgentState from, String allowed) {
    Status status =
        new Status(
            1,
            from,
            Optional.empty(),
            Hall.BEGIN,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            false);
    Set<AgentState> expected = EnumSet.noneOf(AgentState.class);
    for (String each : allowed.split(" ")) {
      expected.add(AgentState.valueOf(each));
    }
    assertThat(new HashSet<>(Transitions.from(status))).isEqualTo(expected);
  }

  @Test
  void aCallLeadsThroughAfterCallWorkBackToReady() {
    hall.enqueue("k1", "general");
    hall.answer("k1");
    assertThat(hall.state("a")).isEqualTo(AgentState.BUSY);
    assertThat(hall.view("a").contactId()).contains("k1");

    hall.release("k1", "a");

    assertThat(hall.state("a")).isEqualTo(AgentState.AFTER_CALL_WORK);
    assertThat(hall.view("a").afterCallUntil())
        .contains(hall.clock.instant().plus(Skill.AFTER_CALL));
    assertThat(hall.view("a").contactId()).contains("k1");
    hall.release("k1", "a");
    hall.pass(Skill.AFTER_CALL);
    assertThat(hall.state("a")).isEqualTo(AgentState.READY);
    assertThat(hall.view("a").contactId()).isEmpty();
  }

  @Test
  void anAgentMayEndAfterCallWorkByHandAndTheTimerComesTooLate() {
    hall.enqueue("k1", "general");
    hall.answer("k1");
    hall.release("k1", "a");
    hall.pass(Duration.ofSeconds(5));
    hall.ask("a", MEAL);
    hall.pass(Duration.ofMinutes(5));
    assertThat(hall.state("a")).isEqualTo(AgentState.BREAK);
  }

  @Test
  void aBreakThatIsAskedForDuringACallComesAfterIt() {
    hall.enqueue("k1", "general");
    hall.answer("k1");

    hall.ask("a", MEAL);

    assertThat(hall.state("a")).isEqualTo(AgentState.BUSY);
    assertThat(hall.view("a").nextState()).contains(AgentState.BREAK);
    assertThat(hall.view("a").nextReason()).contains("meal");
    hall.release("k1", "a");
    assertThat(hall.state("a")).isEqualTo(AgentState.AFTER_CALL_WORK);
    hall.enqueue("k2", "general");
    hall.pass(Skill.AFTER_CALL);
    assertThat(hall.state("a")).isEqualTo(AgentState.BREAK);
    assertThat(hall.view("a").reason()).contains("meal");
    assertThat(hall.waits("k2")).isTrue();
  }

  @Test
  void aBreakThatWasAskedForCanBeTakenBack() {
    hall.enqueue("k1", "general");
    hall.answer("k1");
    assertThatThrownBy(() -> hall.ask("a", Posture.READY)).isInstanceOf(HubException.class);
    hall.ask("a", MEAL);
    assertThat(hall.view("a").allowed()).contains(AgentState.READY);
    hall.ask("a", Posture.READY);
    hall.release("k1", "a");
    hall.pass(Skill.AFTER_CALL);
    assertThat(hall.state("a")).isEqualTo(AgentState.READY);
  }

  @Test
  void aBreakThatIsAskedForWhileRingingHoldsAlsoIfNobodyAnswers() {
    hall.enqueue("k1", "general");
    hall.ask("a", MEAL);
    hall.end(hall.reserved("k1"), Outcome.NO_ANSWER);
    assertThat(hall.state("a")).isEqualTo(AgentState.BREAK);
    assertThat(hall.view("a").reason()).contains("meal");
  }

  @Test
  void aContactFromElsewhereDoesNotFlipABreakToAvailable() {
    hall.ask("a", MEAL);

    hall.serving("elsewhere", "a");
    assertThat(hall.state("a")).isEqualTo(AgentState.BUSY);
    hall.release("elsewhere", "a");
    hall.pass(Skill.AFTER_CALL);

    assertThat(hall.state("a")).isEqualTo(AgentState.BREAK);
    assertThat(hall.view("a").reason()).contains("meal");
  }

  @Test
  void wordOfAnotherContactChangesNothing() {
    hall.enqueue("k1", "general");
    hall.answer("k1");
    hall.release("k0", "a");
    hall.release("k1", "nobody");
    hall.serving("k1", "nobody");
    assertThat(hall.state("a")).isEqualTo(AgentState.BUSY);
  }

  @Test
  void anAgentWhoServesSomebodyElseThanReservedForIsTakenOffAndTheContactWaits() {
    hall.enqueue("k1", "general");
    hall.serving("k2", "a");
    assertThat(hall.view("a").contactId()).contains("k2");
    assertThat(hall.state("a")).isEqualTo(AgentState.BUSY);
    assertThat(hall.waits("k1")).isTrue();
    hall.pass(Hall.LEASE);
    assertThat(hall.state("a")).isEqualTo(AgentState.BUSY);
  }

  @Test
  void aContactThatAsksAgainHasLostItsAgent() {
    hall.enqueue("k1", "general");
    hall.answer("k1");
    Instant before = hall.clock.instant().minusSeconds(1);
    hall.router.enqueue(
        new org.shuniu.api.services.acd.EnqueueContact(
            "k1", org.shuniu.api.services.contact.Medium.VOICE, "general", 0, before),
        before);
    assertThat(hall.state("a")).as("old news").isEqualTo(AgentState.BUSY);

    hall.pass(Duration.ofSeconds(10));
    hall.enqueue("k1", "general");

    assertThat(hall.state("a")).isEqualTo(AgentState.AFTER_CALL_WORK);
    assertThat(hall.waits("k1")).isTrue();
  }

  @Test
  void theEndOfAContactFreesItsAgentWhateverWasLost() {
    hall.enqueue("k1", "general");
    hall.answer("k1");
    hall.router.over("k1");
    assertThat(hall.state("a")).isEqualTo(AgentState.AFTER_CALL_WORK);
  }

  @Test
  void aConsoleThatIsGoneMakesNotReadyAfterTheGrace() {
    hall.console("a", true);
    hall.console("a", false);
    hall.pass(Hall.GRACE.minusSeconds(1));
    assertThat(hall.state("a")).isEqualTo(AgentState.READY);
    hall.pass(Duration.ofSeconds(1));
    assertThat(hall.state("a")).isEqualTo(AgentState.NOT_READY);
    assertThat(hall.view("a").reason()).contains(Reasons.CONSOLE_LOST);
  }

  @Test
  void aConsoleThatComesBackInTimeIsNoLoss() {
    hall.console("a", true);
    hall.console("a", false);
    hall.pass(Duration.ofSeconds(30));
    hall.console("a", true);
    hall.pass(Duration.ofMinutes(5));
    assertThat(hall.state("a")).isEqualTo(AgentState.READY);
  }

  @Test
  void aConsoleThatIsLostInACallCountsAfterIt() {
    hall.console("a", true);
    hall.enqueue("k1", "general");
    hall.answer("k1");
    hall.console("a", false);
    hall.pass(Duration.ofMinutes(3));
    assertThat(hall.state("a")).isEqualTo(AgentState.BUSY);
    hall.release("k1", "a");
    hall.pass(Skill.AFTER_CALL);
    assertThat(hall.state("a")).isEqualTo(AgentState.NOT_READY);
    assertThat(hall.view("a").reason()).contains(Reasons.CONSOLE_LOST);
  }

  @Test
  void aSimulatedAgentNeedsNoConsoleAndRecoversByItself() {
    hall.ask("a", MEAL);
    hall.router.put(Hall.profile("robot", true, Map.of("general", 1)));
    assertThat(hall.state("robot")).isEqualTo(AgentState.READY);
    hall.console("robot", false);
    hall.pass(Duration.ofMinutes(5));
    assertThat(hall.state("robot")).isEqualTo(AgentState.READY);

    hall.enqueue("k1", "general");
    hall.end(hall.reserved("k1"), Outcome.NO_ANSWER);
    assertThat(hall.state("robot")).isEqualTo(AgentState.NOT_READY);
    hall.pass(Duration.ofSeconds(30));
    assertThat(hall.reserved("k1").agent()).isEqualTo("robot");
  }

  @Test
  void afterARestartAContactMustBeConfirmedWithinALease() {
    Hall next = new Hall().skill("general");
    next.router.restore(
        Hall.profile("busy", false, Map.of("general", 1)),
        engaged(AgentState.BUSY, "k1", Optional.empty()));
    next.router.restore(
        Hall.profile("onBreakAfter", false, Map.of("general", 1)),
        engaged(AgentState.BUSY, "k2", Optional.of(MEAL)));
    next.router.restore(
        Hall.profile("reserved", false, Map.of("general", 1)),
        engaged(AgentState.RESERVED, "k3", Optional.empty()));
    next.router.restore(
        Hall.profile("talking", false, Map.of("general", 1)),
        engaged(AgentState.BUSY, "k4", Optional.empty()));

    next.pass(Duration.ofSeconds(5));
    next.serving("k4", "talking");
    assertThat(next.state("busy")).isEqualTo(AgentState.BUSY);
    next.pass(Hall.LEASE);

    assertThat(next.state("busy")).isEqualTo(AgentState.READY);
    assertThat(next.state("onBreakAfter")).isEqualTo(AgentState.BREAK);
    assertThat(next.state("reserved")).isEqualTo(AgentState.READY);
    assertThat(next.state("talking")).isEqualTo(AgentState.BUSY);
    assertThat(next.view("talking").contactId()).contains("k4");
  }

  @Test
  void afterARestartAfterCallWorkEndsWhenItWouldHaveEnded() {
    Hall next = new Hall().skill("general");
    next.router.restore(
        Hall.profile("a", false, Map.of("general", 1)),
        new Status(
            7,
            AgentState.AFTER_CALL_WORK,
            Optional.empty(),
            Hall.BEGIN.minusSeconds(50),
            Optional.of("k1"),
            Optional.of(Hall.BEGIN.plusSeconds(10)),
            Optional.of(MEAL),
            Optional.empty(),
            true));
    next.pass(Duration.ofSeconds(9));
    assertThat(next.state("a")).isEqualTo(AgentState.AFTER_CALL_WORK);
    next.pass(Duration.ofSeconds(1));
    assertThat(next.state("a")).isEqualTo(AgentState.BREAK);
  }

  @Test
  void anAgentWhoseCallTheSwitchDoesNotKnowIsFreedUnlessConfirmed() {
    hall.enqueue("k1", "general");
    hall.answer("k1");
    hall.pass(Duration.ofSeconds(10));

    hall.router.snapshot(
        new PbxSnapshot(
            "main", List.of(), Map.of("d-a", DeviceState.AVAILABLE), hall.clock.instant()));

    hall.pass(Duration.ofSeconds(5));
    assertThat(hall.state("a")).isEqualTo(AgentState.BUSY);
    hall.pass(Hall.LEASE);
    assertThat(hall.state("a")).isEqualTo(AgentState.READY);
  }

  private static Status engaged(AgentState state, String contact, Optional<Posture> next) {
    return new Status(
        5,
        state,
        Optional.empty(),
        Hall.BEGIN.minusSeconds(100),
        Optional.of(contact),
        Optional.empty(),
        next,
        Optional.empty(),
        false);
  }
}
