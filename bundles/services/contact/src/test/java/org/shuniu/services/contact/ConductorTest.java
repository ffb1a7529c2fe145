// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.contact;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.shuniu.api.hub.BusRestored;
import org.shuniu.api.hub.LinkState;
import org.shuniu.api.pbx.EndedBy;
import org.shuniu.api.pbx.PbxCommand.AnswerCall;
import org.shuniu.api.pbx.PbxCommand.HangUpLeg;
import org.shuniu.api.pbx.PbxCommand.PlayPrompt;
import org.shuniu.api.pbx.PbxCommand.StartRecording;
import org.shuniu.api.pbx.PbxCommand.TakeSnapshot;
import org.shuniu.api.pbx.PbxEvent;
import org.shuniu.api.pbx.PbxSnapshot;
import org.shuniu.api.services.acd.AgentReserved;
import org.shuniu.api.services.acd.EnqueueContact;
import org.shuniu.api.services.contact.AgentServing;
import org.shuniu.api.services.contact.ContactAnswered;
import org.shuniu.api.services.contact.ContactEnded;
import org.shuniu.api.services.contact.ContactOffered;
import org.shuniu.api.services.contact.ContactState;
import org.shuniu.api.services.contact.EndReason;
import org.shuniu.api.services.contact.ReservationEnded;
import org.shuniu.api.services.ivr.StartFlow;

/** The service as a whole: what is written, what is told, what survives. */
class ConductorTest {
  private final Hub hub = new Hub();
  private final String call = Hub.CALL;

  private void wait(Duration pause) {
    hub.clock.advance(pause);
    hub.sweeper.sweep();
  }

  private PbxSnapshot.Leg leg(
      String leg, boolean outside, PbxSnapshot.State state, String connectedTo) {
    return new PbxSnapshot.Leg(
        call,
        leg,
        outside,
        "13800138000",
        "12333",
        state,
        Optional.of(connectedTo).filter(l -> !l.isEmpty()),
        Rig.START);
  }

  private void snapshot(PbxSnapshot.Leg... legs) {
    hub.clock.advance(Duration.ofMillis(1));
    hub.bus.publish(new PbxSnapshot("main", List.of(legs), Map.of(), hub.clock.instant()));
  }

  @Test
  void aCallIsOnRecordAfterwards() {
    String agent = hub.talk(call, "user-1");
    String recording = hub.bus.last(StartRecording.class).orElseThrow().recording();
    hub.clock.advance(Duration.ofSeconds(90));
    hub.end(call, Hub.leg(call), EndedBy.PARTY);
    hub.end(call, agent, EndedBy.HUB);
    hub.bus.publish(
        new PbxEvent.RecordingStopped(
            "main",
            call,
            Hub.leg(call),
            recording,
            "file:/tmp/r.wav",
            Duration.ofSeconds(90),
            1_440_044,
            hub.clock.instant()));
    assertThat(hub.pushed("contact.offered")).containsExactly("user:user-1");
    assertThat(hub.pushed("contact.ended")).containsExactly("user:user-1");
    wait(Duration.ofSeconds(91));
    assertThat(hub.conductor.calls.underWay()).as("nothing stays in memory").isEmpty();

    hub.start();
    Contact stored = hub.view(call);
    assertThat(stored.state()).isEqualTo(ContactState.AFTER_CONTACT_WORK);
    assertThat(stored.endReason()).contains(EndReason.ENDED_BY_CITIZEN);
    assertThat(stored.talkSeconds()).contains(90L);
    assertThat(stored.attachedData()).containsEntry("uui", "1").containsEntry("key", "0");
    assertThat(stored.trail()).extracting(ContactTrailStep::label).containsExactly("主菜单");
    assertThat(stored.legs()).extracting(ContactLeg::kind).containsExactly("CALLER", "AGENT");
    assertThat(stored.legs()).allMatch(l -> l.answeredAt().isPresent() && l.endedAt().isPresent());
    assertThat(stored.recordings())
        .containsExactly(
            new ContactRecording(recording, stored.answeredAt().get(), 90, 1_440_044, "COMPLETE"));
  }

  @Test
  void aCallTakesFewTransactions() {
    hub.talk(call, "user-1");
    hub.end(call, Hub.leg(call), EndedBy.PARTY);
    // Offer (looked for, then written), node of the trail, queue, reservation, answer, end.
    assertThat(hub.transactions).isLessThanOrEqualTo(7);
  }

  @Test
  void anOfferThatIsToldTwiceIsOneContact() {
    hub.offer(call);
    hub.offer(call);
    hub.start();
    hub.offer(call);
    assertThat(hub.bus.published(ContactOffered.class)).isEmpty();
    assertThat(hub.view(call).state()).isEqualTo(ContactState.OFFERED);
  }

  @Test
  void callsGoOnWhileTheDatabaseIsAway() {
    hub.storeAway = true;
    String agent = hub.talk(call, "user-1");
    assertThat(hub.view(call).state()).isEqualTo(ContactState.ACTIVE);
    hub.end(call, agent, EndedBy.PARTY);
    assertThat(hub.bus.published(HangUpLeg.class))
        .extracting(HangUpLeg::leg)
        .contains(Hub.leg(call));
    assertThat(hub.bus.published(ContactOffered.class)).isEmpty();

    hub.storeAway = false;
    wait(Duration.ofSeconds(2));
    assertThat(hub.bus.published(ContactOffered.class)).hasSize(1);
    assertThat(hub.bus.published(ContactAnswered.class)).hasSize(1);
    assertThat(hub.bus.published(ContactEnded.class)).hasSize(1);
    hub.start();
    assertThat(hub.view(call).state()).isEqualTo(ContactState.AFTER_CONTACT_WORK);
  }

  @Test
  void speechThatNeverComesHoldsNobodyUp() {
    hub.neighbours.speech = (text, language) -> new CompletableFuture<>();
    hub.offer(call);
    hub.answerCaller(call);
    hub.queue(call);
    hub.reserve(call, "user-1");
    String leg = hub.ring(call);
    hub.bus.publish(new PbxEvent.LegAnswered("main", call, leg, hub.clock.instant()));
    wait(Duration.ofMillis(1500));
    assertThat(hub.bus.last(PlayPrompt.class).orElseThrow().audio()).containsExactly("digits:8001");
  }

  @Test
  void speechThatFailsHoldsNobodyUp() {
    hub.neighbours.speech =
        (text, language) -> {
          throw new IllegalStateException("no engine");
        };
    hub.talk(call, "user-1");
    assertThat(hub.view(call).state()).isEqualTo(ContactState.ACTIVE);
  }

  @Test
  void aReservationForNobodyIsGivenBack() {
    hub.reserve("0190aaaa-0000-7000-8000-00000000dead", "user-1");
    assertThat(hub.bus.last(ReservationEnded.class).orElseThrow().outcome())
        .isEqualTo(ReservationEnded.Outcome.CONTACT_GONE);
  }

  @Test
  void afterAStartTheSwitchIsAsked() {
    hub.offer(call);
    hub.start();
    hub.sweeper.sweep();
    assertThat(hub.bus.published(TakeSnapshot.class))
        .containsExactly(new TakeSnapshot("main", "main"));
  }

  @Test
  void theSwitchIsAskedWhenTheBusIsThereAndNotAllTheTimeBefore() {
    hub.offer(call);
    hub.start();
    hub.busAway = true;
    hub.sweeper.sweep();
    for (int beat = 0; beat < 8; beat++) {
      wait(Duration.ofMillis(250));
    }
    assertThat(hub.refusals).as("asked in vain").isEqualTo(1);
    hub.busAway = false;
    hub.bus.publish(new BusRestored(Duration.ofSeconds(2)));
    wait(Duration.ofMillis(250));
    assertThat(hub.bus.published(TakeSnapshot.class)).hasSize(1);
  }

  @Test
  void theSwitchIsAskedWhenItsLinkIsThere() {
    hub.offer(call);
    hub.sweeper.sweep();
    hub.bus.clear();
    hub.bus.publish(new PbxEvent.PbxLinkChanged("main", LinkState.online(), hub.clock.instant()));
    wait(Duration.ofMillis(250));
    assertThat(hub.bus.published(TakeSnapshot.class)).hasSize(1);
  }

  @Test
  void aLostOrderMakesTheSwitchBeAsked() {
    hub.offer(call);
    hub.answerCaller(call);
    hub.sweeper.sweep();
    hub.bus.clear();
    hub.busAway = true;
    hub.conductor.post.send(new TakeSnapshot("main", "main"));
    hub.busAway = false;
    wait(Duration.ofMillis(250));
    assertThat(hub.bus.published(TakeSnapshot.class)).hasSize(1);
  }

  @Test
  void killedInTheMenuTheFlowGoesOnWhereItWas() {
    hub.offer(call);
    hub.answerCaller(call);
    hub.menu(call);
    hub.start();
    hub.sweeper.sweep();
    snapshot(leg(Hub.leg(call), true, PbxSnapshot.State.WAITING, ""));
    assertThat(hub.bus.last(StartFlow.class).orElseThrow().node()).contains("menu");
  }

  @Test
  void killedInTheQueueTheCallerWaitsWhereTheCallerStood() {
    hub.offer(call);
    hub.answerCaller(call);
    hub.queue(call);
    Instant since = hub.bus.last(EnqueueContact.class).orElseThrow().since();
    hub.clock.advance(Duration.ofSeconds(20));
    hub.start();
    hub.sweeper.sweep();
    snapshot(leg(Hub.leg(call), true, PbxSnapshot.State.WAITING, ""));
    assertThat(hub.bus.last(EnqueueContact.class).orElseThrow().since()).isEqualTo(since);
  }

  @Test
  void killedWhileRingingTheCallerWaitsAgain() {
    hub.offer(call);
    hub.answerCaller(call);
    hub.queue(call);
    hub.reserve(call, "user-1");
    String agent = hub.ring(call);
    hub.start();
    hub.sweeper.sweep();
    snapshot(
        leg(Hub.leg(call), true, PbxSnapshot.State.WAITING, ""),
        leg(agent, false, PbxSnapshot.State.RINGING, ""));
    assertThat(hub.bus.published(HangUpLeg.class)).extracting(HangUpLeg::leg).contains(agent);
    assertThat(hub.bus.published(EnqueueContact.class)).isNotEmpty();
    assertThat(hub.view(call).state()).isEqualTo(ContactState.QUEUED);
  }

  @Test
  void killedAtTheMomentOfTheAnswerTheTalkGoesOn() {
    hub.offer(call);
    hub.answerCaller(call);
    hub.queue(call);
    hub.reserve(call, "user-1");
    String agent = hub.ring(call);
    hub.start();
    hub.sweeper.sweep();
    snapshot(
        leg(Hub.leg(call), true, PbxSnapshot.State.CONNECTED, agent),
        leg(agent, false, PbxSnapshot.State.CONNECTED, Hub.leg(call)));
    assertThat(hub.bus.published(HangUpLeg.class)).isEmpty();
    assertThat(hub.bus.published(ContactAnswered.class)).hasSize(1);
    assertThat(hub.bus.last(AgentServing.class).orElseThrow().agent()).isEqualTo("agent-user-1");
    assertThat(hub.bus.published(StartRecording.class)).isNotEmpty();
  }

  @Test
  void killedWhileTalkingTheTalkGoesOn() {
    String agent = hub.talk(call, "user-1");
    hub.start();
    hub.sweeper.sweep();
    snapshot(
        leg(Hub.leg(call), true, PbxSnapshot.State.CONNECTED, agent),
        leg(agent, false, PbxSnapshot.State.CONNECTED, Hub.leg(call)));
    assertThat(hub.bus.published(AgentServing.class)).hasSize(1);
    hub.end(call, Hub.leg(call), EndedBy.PARTY);
    assertThat(hub.view(call).endReason()).contains(EndReason.ENDED_BY_CITIZEN);
  }

  @Test
  void aCallThatWasOverWhenTheHubCameBackIsLost() {
    hub.talk(call, "user-1");
    hub.start();
    hub.sweeper.sweep();
    snapshot();
    assertThat(hub.view(call).state())
        .as("its end may be on its way")
        .isEqualTo(ContactState.ACTIVE);
    wait(Duration.ofSeconds(2));
    assertThat(hub.bus.published(ContactEnded.class))
        .extracting(ContactEnded::reason)
        .containsExactly(EndReason.LOST);
  }

  @Test
  void aSnapshotFromBeforeIsNotBelieved() {
    hub.talk(call, "user-1");
    Instant before = hub.clock.instant().minusMillis(1);
    hub.bus.publish(new PbxSnapshot("main", List.of(), Map.of(), before));
    wait(Duration.ofSeconds(5));
    assertThat(hub.view(call).state()).isEqualTo(ContactState.ACTIVE);
  }

  @Test
  void aSwitchThatForgotACallEndsItThoughOrdersAndSnapshotsCross() {
    hub.offer(call);
    hub.answerCaller(call);
    hub.queue(call);
    hub.clock.advance(Duration.ofSeconds(10));
    Instant asked = hub.clock.instant();
    hub.clock.advance(Duration.ofMillis(1));
    hub.bus.publish(
        new PbxEvent.CommandRejected(
            "main",
            call,
            "pbx.play-prompt",
            Hub.leg(call),
            "",
            "pbx.leg.unknown",
            hub.clock.instant()));
    assertThat(hub.view(call).endReason()).contains(EndReason.LOST);
    hub.bus.publish(new PbxSnapshot("main", List.of(), Map.of(), asked));
    assertThat(hub.bus.published(ContactEnded.class)).hasSize(1);
  }

  @Test
  void aRefusalMakesNoSnapshotOlder() {
    hub.talk(call, "user-1");
    hub.clock.advance(Duration.ofMillis(1));
    Instant taken = hub.clock.instant();
    hub.clock.advance(Duration.ofMillis(1));
    hub.bus.publish(
        new PbxEvent.CommandRejected(
            "main", call, "pbx.hold-leg", Hub.leg(call), "", "pbx.switch.refused", taken));
    hub.bus.publish(new PbxSnapshot("main", List.of(), Map.of(), taken));
    wait(Duration.ofSeconds(2));
    assertThat(hub.view(call).endReason()).contains(EndReason.LOST);
  }

  @Test
  void anEndThatComesAfterTheSnapshotTellsTheReason() {
    hub.talk(call, "user-1");
    snapshot();
    hub.clock.advance(Duration.ofMillis(100));
    hub.end(call, Hub.leg(call), EndedBy.PARTY);
    wait(Duration.ofSeconds(5));
    assertThat(hub.bus.published(ContactEnded.class))
        .extracting(ContactEnded::reason)
        .containsExactly(EndReason.ENDED_BY_CITIZEN);
  }

  @Test
  void callsThatCameInTheHubsAbsenceAreTaken() {
    hub.clock.advance(Duration.ofSeconds(10));
    snapshot(leg(Hub.leg(call), true, PbxSnapshot.State.RINGING, ""));
    assertThat(hub.bus.published(AnswerCall.class)).hasSize(1);
    hub.bus.publish(
        new PbxEvent.CallOffered(
            "main", call, Hub.leg(call), "138", "12333", Map.of("uui", "7"), Rig.START));
    assertThat(hub.bus.published(ContactOffered.class)).hasSize(1);
    assertThat(hub.view(call).attachedData()).containsEntry("uui", "7");
  }

  @Test
  void anAnsweredCallerOfNobodyIsServed() {
    hub.clock.advance(Duration.ofSeconds(10));
    snapshot(leg(Hub.leg(call), true, PbxSnapshot.State.WAITING, ""));
    assertThat(hub.bus.published(StartFlow.class)).hasSize(1);
  }

  @Test
  void aTelephoneThatRingsForNobodyIsHungUp() {
    hub.clock.advance(Duration.ofSeconds(10));
    snapshot(leg("stray", false, PbxSnapshot.State.RINGING, ""));
    assertThat(hub.bus.last(HangUpLeg.class).orElseThrow().leg()).isEqualTo("stray");
  }

  @Test
  void legsOfAnEndedContactAreHungUp() {
    hub.talk(call, "user-1");
    hub.end(call, Hub.leg(call), EndedBy.PARTY);
    hub.start();
    snapshot(leg("agent-leg", false, PbxSnapshot.State.WAITING, ""));
    assertThat(hub.bus.last(HangUpLeg.class).orElseThrow().leg()).isEqualTo("agent-leg");
  }

  @Test
  void afterContactWorkEndsByItself() {
    String agent = hub.talk(call, "user-1");
    hub.end(call, agent, EndedBy.PARTY);
    hub.end(call, Hub.leg(call), EndedBy.HUB);
    wait(Duration.ofHours(5));
    assertThat(hub.view(call).state()).isEqualTo(ContactState.CLOSED);
  }

  @Test
  void aReservationOnAnotherSwitchCannotBeServed() {
    hub.offer(call);
    hub.answerCaller(call);
    hub.queue(call);
    hub.bus.publish(
        new AgentReserved(
            call,
            "r",
            "a",
            "u",
            "1",
            "n",
            "other",
            "PJSIP/1",
            "pension",
            hub.clock.instant().plusSeconds(60)));
    assertThat(hub.bus.last(ReservationEnded.class).orElseThrow().outcome())
        .isEqualTo(ReservationEnded.Outcome.FAILED);
  }
}
