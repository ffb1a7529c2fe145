// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.acd;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.shuniu.api.pbx.DeviceState;
import org.shuniu.api.services.acd.AgentReserved;
import org.shuniu.api.services.acd.AgentState;
import org.shuniu.api.services.acd.EnqueueContact;
import org.shuniu.api.services.acd.EnqueueRejected;
import org.shuniu.api.services.acd.QueuePlaceAnnounced;
import org.shuniu.api.services.contact.Medium;
import org.shuniu.api.services.contact.ReservationEnded.Outcome;

/** Who gets whom (T12). */
class MatchingTest {
  private final Hall hall = new Hall().skill("general").skill("social");

  @Test
  void theLongestIdleAgentWithTheSkillIsReserved() {
    hall.agent("a", "general").agent("b", "general").agent("c", "social");
    hall.ready("c", "b", "a");

    hall.enqueue("k1", "general");

    AgentReserved reserved = hall.reserved("k1");
    assertThat(reserved.agent()).isEqualTo("b");
    assertThat(reserved.device()).isEqualTo("d-b");
    assertThat(reserved.until()).isEqualTo(hall.clock.instant().plus(Hall.LEASE));
    assertThat(hall.state("b")).isEqualTo(AgentState.RESERVED);
    assertThat(hall.told(QueuePlaceAnnounced.class)).isEmpty();
  }

  @Test
  void aHigherLevelGoesFirstOnlyWhereTheSkillSaysSo() {
    hall.router.put(Hall.levelled("social"));
    hall.router.put(Hall.profile("novice", false, Map.of("social", 1, "general", 1)));
    hall.router.put(Hall.profile("expert", false, Map.of("social", 5, "general", 5)));
    hall.ready("novice", "expert");

    hall.enqueue("k1", "social");
    assertThat(hall.reserved("k1").agent()).isEqualTo("expert");
    hall.end(hall.reserved("k1"), Outcome.CONTACT_GONE);
    hall.enqueue("k2", "general");
    assertThat(hall.reserved("k2").agent()).isEqualTo("novice");
  }

  @Test
  void priorityGoesBeforeTimeAndTimeBeforeArrival() {
    hall.enqueue("usual", "general");
    hall.pass(Duration.ofSeconds(5));
    hall.enqueue("urgent", "general", 5);
    hall.router.enqueue(
        new EnqueueContact("older", Medium.VOICE, "general", 0, Hall.BEGIN.minusSeconds(60)),
        hall.clock.instant());
    hall.agent("a", "general").agent("b", "general").agent("c", "general").ready("a", "b", "c");

    assertThat(hall.reserved("urgent").agent()).isEqualTo("a");
    assertThat(hall.reserved("older").agent()).isEqualTo("b");
    assertThat(hall.reserved("usual").agent()).isEqualTo("c");
  }

  @Test
  void aContactOverflowsAndKeepsWaitingAtHome() {
    hall.router.put(Hall.overflowing("social", "general", Duration.ofSeconds(20)));
    hall.agent("a", "general").ready("a");
    hall.enqueue("k1", "social");
    hall.pass(Duration.ofSeconds(19));
    assertThat(hall.waits("k1")).isTrue();

    hall.pass(Duration.ofSeconds(1));

    assertThat(hall.reserved("k1").agent()).isEqualTo("a");
    assertThat(hall.reserved("k1").skill()).isEqualTo("social");
    hall.enqueue("k2", "social");
    hall.agent("b", "social").ready("b");
    assertThat(hall.reserved("k2").agent()).isEqualTo("b");
  }

  @Test
  void theOverflowCountsFromTheOriginalTime() {
    hall.router.put(Hall.overflowing("social", "general", Duration.ofSeconds(20)));
    hall.agent("a", "general").ready("a");

    hall.router.enqueue(
        new EnqueueContact("k1", Medium.VOICE, "social", 0, hall.clock.instant().minusSeconds(30)),
        hall.clock.instant());

    assertThat(hall.reserved("k1").agent()).isEqualTo("a");
  }

  @Test
  void theSameCommandAgainChangesNothing() {
    hall.enqueue("k1", "general").enqueue("k2", "general");
    hall.enqueue("k1", "general");
    assertThat(hall.told(QueuePlaceAnnounced.class)).hasSize(2);

    hall.agent("a", "general").agent("b", "general").ready("a");
    hall.enqueue("k1", "general");

    assertThat(hall.reservations("k1")).hasSize(1);
    assertThat(hall.reserved("k1").agent()).isEqualTo("a");
    assertThat(hall.waits("k2")).isTrue();
  }

  @Test
  void aReservationThatMayHaveBeenLostIsToldAgain() {
    hall.agent("a", "general").ready("a");
    hall.enqueue("k1", "general");
    hall.pass(Duration.ofSeconds(5));

    hall.enqueue("k1", "general");

    assertThat(hall.reservations("k1")).hasSize(2);
    assertThat(hall.reservations("k1").get(0)).isEqualTo(hall.reservations("k1").get(1));
  }

  @Test
  void aContactThatAsksForAnotherSkillChangesTheQueue() {
    hall.enqueue("k1", "general");
    hall.enqueue("k1", "social");
    hall.agent("a", "general").agent("b", "social").ready("a", "b");
    assertThat(hall.reservations("k1")).extracting(AgentReserved::agent).containsExactly("b");
  }

  @Test
  void anUnknownSkillAndAFullQueueAreRejected() {
    hall.enqueue("k1", "no-such-skill");
    hall.router.put(Hall.limited("social", 2));
    hall.enqueue("k2", "social").enqueue("k3", "social").enqueue("k4", "social");

    assertThat(hall.told(EnqueueRejected.class))
        .containsExactly(
            new EnqueueRejected("k1", "no-such-skill", "acd.skill.unknown"),
            new EnqueueRejected("k4", "social", "acd.queue.full"));
    assertThat(hall.waits("k3")).isTrue();
    assertThat(hall.waits("k4")).isFalse();
  }

  @Test
  void aSkillOfHigherPriorityIsServedFirstByAnAgentWithBoth() {
    Skill s = Skill.of("social", "s", "s");
    hall.router.put(
        new Skill(
            "social",
            "s",
            "s",
            3,
            s.overflow(),
            s.limit(),
            s.announceEvery(),
            s.afterCall(),
            s.serviceLevel(),
            false));
    hall.enqueue("g", "general");
    hall.pass(Duration.ofSeconds(10));
    hall.enqueue("s", "social");
    hall.agent("a", "general", "social").ready("a");
    assertThat(hall.reserved("s").agent()).isEqualTo("a");
    assertThat(hall.waits("g")).isTrue();
  }

  @Test
  void theFaultOfATelephoneIsNotTriedAgain() {
    hall.agent("a", "general").ready("a");
    for (Outcome outcome :
        new Outcome[] {Outcome.BUSY, Outcome.NO_ANSWER, Outcome.REJECTED, Outcome.UNREACHABLE}) {
      hall.enqueue("k-" + outcome, "general");
      hall.end(hall.reserved("k-" + outcome), outcome);
      assertThat(hall.state("a")).isEqualTo(AgentState.NOT_READY);
      assertThat(hall.view("a").reason().orElseThrow()).isIn(Reasons.FAULTS);
      assertThat(hall.waits("k-" + outcome)).isTrue();
      hall.pass(Duration.ofMinutes(2));
      assertThat(hall.reservations("k-" + outcome)).hasSize(1);
      hall.dequeue("k-" + outcome);
      hall.ready("a");
    }
  }

  @Test
  void afterAFailureOfTheSwitchAnotherAgentIsTriedAndTheFirstKeepsThePlace() {
    hall.agent("a", "general").agent("b", "general").ready("a", "b");
    hall.enqueue("k1", "general");

    hall.end(hall.reserved("k1"), Outcome.FAILED);

    assertThat(hall.reserved("k1").agent()).isEqualTo("b");
    assertThat(hall.state("a")).isEqualTo(AgentState.READY);
    hall.end(hall.reserved("k1"), Outcome.FAILED);
    assertThat(hall.waits("k1")).isTrue();
    hall.enqueue("k2", "general");
    assertThat(hall.reserved("k2").agent()).isEqualTo("a");
    hall.pass(Duration.ofSeconds(11));
    assertThat(hall.reservations("k1")).hasSize(3);
    assertThat(hall.reserved("k1").agent()).isEqualTo("b");
  }

  @Test
  void aReservationOfWhichNothingIsHeardEndsWithItsLease() {
    hall.agent("a", "general").agent("b", "general").ready("a", "b");
    hall.enqueue("k1", "general");
    AgentReserved first = hall.reserved("k1");

    hall.pass(Hall.LEASE);

    assertThat(hall.state("a")).isEqualTo(AgentState.READY);
    assertThat(hall.reserved("k1").agent()).isEqualTo("b");
    hall.end(first, Outcome.NO_ANSWER);
    assertThat(hall.state("a")).isEqualTo(AgentState.READY);
    assertThat(hall.state("b")).isEqualTo(AgentState.RESERVED);
  }

  @Test
  void aContactThatNobodyKnowsAnyMoreDoesNotTieUpAgentsForEver() {
    hall.agent("a", "general").ready("a");
    hall.enqueue("ghost", "general");

    hall.pass(Duration.ofMinutes(5));

    assertThat(hall.reservations("ghost")).hasSize(3);
    assertThat(hall.told(EnqueueRejected.class))
        .containsExactly(new EnqueueRejected("ghost", "general", "acd.contact.unheard"));
    assertThat(hall.state("a")).isEqualTo(AgentState.READY);
  }

  @Test
  void aCitizenWhoGoesFreesTheAgentAtTheSamePlace() {
    hall.agent("a", "general").agent("b", "general").ready("a", "b");
    hall.enqueue("k1", "general");
    AgentReserved gone = hall.reserved("k1");
    hall.dequeue("k1");
    hall.dequeue("k1");
    hall.end(gone, Outcome.CONTACT_GONE);
    hall.enqueue("k2", "general");
    assertThat(hall.reserved("k2").agent()).isEqualTo("a");
  }

  @Test
  void onlyAgentsWhoseTelephoneIsFreeAreChosen() {
    hall.agent("a", "general").agent("b", "general").ready("a", "b");
    hall.device("a", DeviceState.UNREGISTERED);
    hall.device("b", DeviceState.BUSY);
    hall.enqueue("k1", "general");
    assertThat(hall.waits("k1")).isTrue();
    assertThat(hall.view("a").deviceState()).isEqualTo(DeviceState.UNREGISTERED);
    assertThat(hall.state("a")).isEqualTo(AgentState.READY);

    hall.device("b", DeviceState.AVAILABLE);

    assertThat(hall.reserved("k1").agent()).isEqualTo("b");
    hall.device("a", DeviceState.UNKNOWN);
    hall.enqueue("k2", "general");
    assertThat(hall.reserved("k2").agent()).isEqualTo("a");
  }

  @Test
  void nobodyIsChosenWhoseSwitchIsAway() {
    hall.agent("a", "general").ready("a");
    link(false);
    hall.agent("b", "general").ready("b");
    hall.enqueue("k1", "general");
    assertThat(hall.waits("k1")).isTrue();
    assertThat(hall.state("a")).isEqualTo(AgentState.READY);

    link(true);

    assertThat(hall.reserved("k1").agent()).isEqualTo("a");
  }

  private void link(boolean up) {
    hall.router.roster(
        r -> {
          r.link("main", up);
          return true;
        });
  }

  @Test
  void placeAndExpectedWaitAreToldOnArrivalAndThenAtIntervals() {
    hall.enqueue("k1", "general").enqueue("k2", "general");
    assertThat(hall.told(QueuePlaceAnnounced.class))
        .containsExactly(
            new QueuePlaceAnnounced("k1", "general", 1, Optional.empty()),
            new QueuePlaceAnnounced("k2", "general", 2, Optional.empty()));

    hall.pass(Duration.ofSeconds(30));
    hall.dequeue("k1");
    hall.pass(Duration.ofSeconds(30));

    assertThat(hall.told(QueuePlaceAnnounced.class))
        .filteredOn(a -> a.contact().equals("k2"))
        .extracting(QueuePlaceAnnounced::place)
        .containsExactly(2, 2, 1);
    assertThat(hall.told(QueuePlaceAnnounced.class))
        .filteredOn(a -> a.contact().equals("k1"))
        .hasSize(2);
  }

  @Test
  void theExpectedWaitFollowsThePaceOfAnswers() {
    hall.agent("a", "general");
    for (int i = 0; i < 8; i++) {
      hall.enqueue("k" + i, "general");
    }
    hall.ready("a");
    for (int i = 0; i < 5; i++) {
      hall.answer("k" + i);
      hall.pass(Duration.ofSeconds(40));
      hall.release("k" + i, "a");
      hall.ask("a", Posture.READY);
    }

    hall.enqueue("late", "general");

    QueuePlaceAnnounced told =
        hall.told(QueuePlaceAnnounced.class).stream()
            .filter(a -> a.contact().equals("late"))
            .findFirst()
            .orElseThrow();
    assertThat(told.place()).isEqualTo(3);
    assertThat(told.expectedWait()).contains(Duration.ofSeconds(120));
  }

  @Test
  void nobodyIsReservedWhileItCannotBeWritten() {
    hall.held = true;
    hall.agent("a", "general").ready("a");
    hall.enqueue("k1", "general");
    assertThat(hall.reservations("k1")).isEmpty();

    hall.held = false;
    hall.router.resume();

    assertThat(hall.reserved("k1").agent()).isEqualTo("a");
  }
}
