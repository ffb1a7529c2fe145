// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.contact;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.shuniu.api.base.Message;
import org.shuniu.api.pbx.EndCause;
import org.shuniu.api.pbx.EndedBy;
import org.shuniu.api.pbx.PbxCommand.AnswerCall;
import org.shuniu.api.pbx.PbxCommand.ConnectLegs;
import org.shuniu.api.pbx.PbxCommand.HangUpLeg;
import org.shuniu.api.pbx.PbxCommand.PlayPrompt;
import org.shuniu.api.pbx.PbxCommand.RingDevice;
import org.shuniu.api.pbx.PbxCommand.StartRecording;
import org.shuniu.api.pbx.PbxCommand.StopPrompt;
import org.shuniu.api.pbx.PbxEvent.CommandRejected;
import org.shuniu.api.pbx.PbxEvent.LegAnswered;
import org.shuniu.api.pbx.PbxEvent.LegRinging;
import org.shuniu.api.pbx.PbxEvent.LegsDisconnected;
import org.shuniu.api.services.acd.AgentReserved;
import org.shuniu.api.services.acd.DequeueContact;
import org.shuniu.api.services.acd.EnqueueContact;
import org.shuniu.api.services.acd.EnqueueRejected;
import org.shuniu.api.services.acd.QueuePlaceAnnounced;
import org.shuniu.api.services.contact.AgentReleased;
import org.shuniu.api.services.contact.ContactAnswered;
import org.shuniu.api.services.contact.ContactEnded;
import org.shuniu.api.services.contact.ContactQueued;
import org.shuniu.api.services.contact.ContactState;
import org.shuniu.api.services.contact.EndReason;
import org.shuniu.api.services.contact.Medium;
import org.shuniu.api.services.contact.ReservationEnded;
import org.shuniu.api.services.ivr.FlowEnded;
import org.shuniu.api.services.ivr.StartFlow;
import org.shuniu.api.services.ivr.StopFlow;

/** What becomes of a call, step by step and with every accident. */
class MachineTest {
  private static void reason(Rig rig, EndReason reason) {
    assertThat(rig.told(ContactEnded.class)).extracting(ContactEnded::reason).containsOnly(reason);
  }

  private static void outcome(Rig rig, ReservationEnded.Outcome outcome) {
    assertThat(rig.last(ReservationEnded.class).outcome()).isEqualTo(outcome);
  }

  @Test
  void aCallGoesItsWay() {
    Rig rig = new Rig();
    assertThat(rig.last(AnswerCall.class).leg()).isEqualTo(Rig.CALLER);
    rig.answerCaller();
    assertThat(rig.last(StartFlow.class).variables()).containsEntry("uui", "a1");
    rig.queue();
    assertThat(rig.last(EnqueueContact.class))
        .isEqualTo(new EnqueueContact("call-1", Medium.VOICE, "pension", 3, Rig.START));
    rig.now = rig.now.plusSeconds(7);
    rig.reserve();
    RingDevice ring = rig.last(RingDevice.class);
    assertThat(ring.data()).containsEntry("uui", "a1").containsEntry("menu", "0");
    assertThat(ring.shownNumber()).isEqualTo("13800138000");
    rig.then(
        (c, out) ->
            rig.machine.legRinging(c, new LegRinging("main", c.id, ring.leg(), rig.now), out));
    assertThat(rig.pushes).containsExactly(new Effects.Push("user-1", "contact.offered"));
    rig.spoken().answerAgent();
    assertThat(rig.ordered(ConnectLegs.class)).isEmpty();
    assertThat(rig.last(PlayPrompt.class).leg()).isEqualTo(Rig.CALLER);
    rig.announced().connected();
    assertThat(rig.call.state).isEqualTo(ContactState.ACTIVE);
    assertThat(rig.told(ContactAnswered.class).get(0).waited()).isEqualTo(Duration.ofSeconds(7));
    assertThat(rig.ordered(StartRecording.class)).hasSize(1);
    outcome(rig, ReservationEnded.Outcome.ANSWERED);
    rig.callerHangsUp();
    reason(rig, EndReason.ENDED_BY_CITIZEN);
    assertThat(rig.hungUp(ring.leg())).isTrue();
    assertThat(rig.ordered(AgentReleased.class)).hasSize(1);
    assertThat(rig.call.state).isEqualTo(ContactState.AFTER_CONTACT_WORK);
    WrapUp note = new WrapUp("pension.pay", "", true, "user-1", "Agent 1", rig.now);
    rig.then((c, out) -> rig.machine.wrappedUp(c, note, out));
    assertThat(rig.call.state).isEqualTo(ContactState.CLOSED);
  }

  @ParameterizedTest
  @CsvSource({
    "offered, ABANDONED_OFFERED",
    "self service, SELF_SERVED",
    "queued, ABANDONED_QUEUED",
    "ringing, ABANDONED_RINGING",
    "waiting for speech, ABANDONED_RINGING",
    "announcing, ABANDONED_RINGING",
    "connecting, ABANDONED_RINGING",
    "talking, ENDED_BY_CITIZEN"
  })
  void theCallerGoesAtEveryStep(String state, EndReason reason) {
    Rig rig = Rig.everywhere().get(state);
    rig.callerHangsUp();
    reason(rig, reason);
    rig.finish();
  }

  @Test
  void whoeverWorkedForTheCallerIsTold() {
    assertThat(Rig.selfService().callerHangsUp().ordered(StopFlow.class)).hasSize(1);
    assertThat(Rig.queued().callerHangsUp().ordered(DequeueContact.class)).hasSize(1);
    Rig ringing = Rig.queued().reserve().callerHangsUp();
    outcome(ringing, ReservationEnded.Outcome.CONTACT_GONE);
  }

  @ParameterizedTest
  @CsvSource({
    "BUSY, BUSY",
    "NO_ANSWER, NO_ANSWER",
    "REJECTED, REJECTED",
    "UNREACHABLE, UNREACHABLE",
    "INVALID_NUMBER, UNREACHABLE",
    "CONGESTION, FAILED",
    "CANCELLED, FAILED"
  })
  void anAgentWhoDoesNotAnswerIsReplaced(EndCause cause, ReservationEnded.Outcome outcome) {
    Rig rig = Rig.queued();
    rig.now = rig.now.plusSeconds(30);
    rig.reserve();
    rig.ends(rig.call.agent.leg, cause, EndedBy.SWITCH);
    outcome(rig, outcome);
    rig.after(Duration.ofSeconds(2));
    assertThat(rig.call.state).isEqualTo(ContactState.QUEUED);
    assertThat(rig.last(EnqueueContact.class).since()).isEqualTo(Rig.START);
    assertThat(rig.told(ContactQueued.class)).hasSize(1);
    rig.reserve();
    assertThat(rig.call.state).isEqualTo(ContactState.RESERVED);
    rig.finish();
  }

  @Test
  void aSwitchThatCannotRingIsNotAskedInALoop() {
    Rig rig = Rig.queued();
    int before = rig.ordered(EnqueueContact.class).size();
    rig.reserve();
    String leg = rig.call.agent.leg;
    rig.then(
        (c, out) ->
            rig.machine.commandRejected(
                c,
                new CommandRejected(
                    "main", c.id, "pbx.ring-device", leg, "", "pbx.link.offline", rig.now),
                out));
    outcome(rig, ReservationEnded.Outcome.FAILED);
    assertThat(rig.ordered(EnqueueContact.class)).hasSize(before);
    rig.after(Duration.ofSeconds(2));
    assertThat(rig.ordered(EnqueueContact.class)).hasSize(before + 1);
    rig.finish();
  }

  @ParameterizedTest
  @ValueSource(strings = {"self service", "queued", "ringing", "announcing", "talking"})
  void aCallerWhomTheSwitchDoesNotKnowIsGone(String state) {
    Rig rig = Rig.everywhere().get(state);
    rig.now = rig.now.plusSeconds(3);
    rig.refused("pbx.play-prompt", Rig.CALLER, "pbx.leg.unknown");
    reason(rig, EndReason.LOST);
    assertThat(rig.ordered(AgentReleased.class)).hasSize(state.equals("talking") ? 1 : 0);
    rig.finish();
  }

  @Test
  void anAgentCannotBeRungForACallThatTheSwitchDoesNotKnow() {
    Rig rig = Rig.queued().reserve();
    rig.now = rig.now.plusSeconds(3);
    rig.refused("pbx.ring-device", rig.call.agent.leg, "pbx.call.unknown");
    reason(rig, EndReason.LOST);
    assertThat(rig.ordered(DequeueContact.class)).hasSize(1);
    assertThat(rig.call.openLegs()).isEmpty();
    rig.finish();
  }

  @Test
  void aTelephoneThatTheSwitchDoesNotKnowTalksWithNobody() {
    Rig rig = Rig.talking();
    rig.now = rig.now.plusSeconds(3);
    rig.refused("pbx.mute-leg", rig.call.agent.leg, "pbx.leg.unknown");
    reason(rig, EndReason.LOST);
    assertThat(rig.hungUp(Rig.CALLER)).isTrue();
    rig.finish();
  }

  @Test
  void twoOfWhomOneIsUnknownAreNotConnectedAndTheCallerWaits() {
    Rig rig = Rig.connecting();
    String agent = rig.call.agent.leg;
    rig.now = rig.now.plusSeconds(3);
    rig.refused("pbx.connect-legs", Rig.CALLER, "pbx.leg.unknown");
    outcome(rig, ReservationEnded.Outcome.FAILED);
    assertThat(rig.call.state).isEqualTo(ContactState.QUEUED);
    assertThat(rig.hungUp(agent)).isTrue();
    rig.finish();
  }

  @Test
  void anOrderThatWasQuickerThanTheSwitchEndsNothing() {
    Rig rig = new Rig();
    rig.refused("pbx.answer-call", Rig.CALLER, "pbx.leg.unknown");
    assertThat(rig.call.ended()).isFalse();
    rig.call.missing.clear(); // as whatever is heard of the call does
    rig.after(Duration.ofSeconds(5));
    assertThat(rig.ordered(AnswerCall.class)).hasSize(2);
    Rig silent = new Rig();
    silent.refused("pbx.answer-call", Rig.CALLER, "pbx.leg.unknown");
    silent.after(Duration.ofSeconds(2));
    reason(silent, EndReason.LOST);
    silent.finish();
  }

  @Test
  void theLeaseLeavesTimeForTheAnnouncement() {
    Rig rig = Rig.queued();
    AgentReserved event = rig.reservation();
    rig.reserve(until(event, rig.now.plusSeconds(25)));
    assertThat(rig.last(RingDevice.class).timeout()).isEqualTo(Duration.ofSeconds(18));
    Rig late = Rig.queued();
    late.reserve(until(event, late.now.plusSeconds(5)));
    assertThat(late.ordered(RingDevice.class)).isEmpty();
    outcome(late, ReservationEnded.Outcome.FAILED);
    late.finish();
  }

  private static AgentReserved until(AgentReserved event, Instant end) {
    return new AgentReserved(
        event.contact(),
        event.reservation(),
        event.agent(),
        event.userId(),
        event.agentNumber(),
        event.agentName(),
        event.pbx(),
        event.device(),
        event.skill(),
        end);
  }

  @Test
  void anAnswerThatComesTooLateIsHungUp() {
    Rig rig = Rig.queued().reserve();
    String late = rig.call.agent.leg;
    rig.after(Duration.ofSeconds(24));
    outcome(rig, ReservationEnded.Outcome.NO_ANSWER);
    rig.reserve();
    rig.orders.clear();
    rig.then(
        (c, out) -> rig.machine.legAnswered(c, new LegAnswered("main", c.id, late, rig.now), out));
    assertThat(rig.orders).containsExactly(new HangUpLeg("main", "call-1", late));
    assertThat(rig.call.state).isEqualTo(ContactState.RESERVED);
  }

  @Test
  void withoutSpeechTheSwitchSpeaksTheNumber() {
    Rig rig = Rig.queued().reserve();
    String request = rig.call.agent.announcement;
    rig.then((c, out) -> rig.machine.spoken(c, request, Optional.empty(), out)).answerAgent();
    assertThat(rig.last(PlayPrompt.class).audio()).containsExactly("digits:8001");
  }

  @Test
  void slowSpeechIsNotWaitedFor() {
    Rig rig = Rig.queued().reserve().answerAgent();
    assertThat(rig.ordered(PlayPrompt.class)).isEmpty();
    rig.after(Duration.ofMillis(1500));
    assertThat(rig.last(PlayPrompt.class).audio()).containsExactly("digits:8001");
    rig.after(Duration.ofSeconds(10));
    assertThat(rig.ordered(ConnectLegs.class)).hasSize(1);
  }

  @Test
  void anAnnouncementThatCannotBePlayedIsLeftOut() {
    Rig rig = Rig.queued().reserve().spoken().answerAgent();
    String request = rig.call.agent.announcement;
    rig.then(
        (c, out) ->
            rig.machine.commandRejected(
                c,
                new CommandRejected(
                    "main", c.id, "pbx.play-prompt", Rig.CALLER, request, "pbx.timeout", rig.now),
                out));
    assertThat(rig.ordered(ConnectLegs.class)).hasSize(1);
  }

  @Test
  void legsThatCannotBeConnectedAreTriedAgainAndThenGivenUp() {
    Rig rig = Rig.connecting();
    rig.after(Duration.ofSeconds(5)).after(Duration.ofSeconds(5));
    assertThat(rig.ordered(ConnectLegs.class)).hasSize(3);
    rig.after(Duration.ofSeconds(5));
    outcome(rig, ReservationEnded.Outcome.FAILED);
    assertThat(rig.call.state).isEqualTo(ContactState.QUEUED);
    rig.finish();
  }

  @Test
  void aPlaceInTheQueueIsToldAndCutWhenTheAgentAnswers() {
    Rig rig = Rig.queued();
    rig.then(
        (c, out) ->
            rig.machine.placeAnnounced(
                c,
                new QueuePlaceAnnounced(c.id, "pension", 3, Optional.of(Duration.ofSeconds(130))),
                out));
    assertThat(rig.says.get(0).text()).contains("2 位").contains("3 分钟");
    String request = rig.says.get(0).request();
    rig.then((c, out) -> rig.machine.spoken(c, request, Optional.of("file:/q.wav"), out));
    assertThat(rig.last(PlayPrompt.class).request()).isEqualTo(request);
    rig.reserve().answerAgent();
    assertThat(rig.ordered(StopPrompt.class)).hasSize(1);
  }

  @Test
  void anAnnouncementThatIsSpokenTooLateIsNotPlayed() {
    Rig rig = Rig.queued();
    QueuePlaceAnnounced place = new QueuePlaceAnnounced("call-1", "pension", 1, Optional.empty());
    rig.then((c, out) -> rig.machine.placeAnnounced(c, place, out));
    String request = rig.says.get(0).request();
    rig.reserve();
    rig.then((c, out) -> rig.machine.spoken(c, request, Optional.of("file:/q.wav"), out));
    assertThat(rig.ordered(PlayPrompt.class)).isEmpty();
  }

  @Test
  void withoutAFlowTheCallerIsServedByPeople() {
    Rig rig = Rig.selfService();
    rig.after(Duration.ofSeconds(5)).after(Duration.ofSeconds(5));
    assertThat(rig.ordered(StartFlow.class)).hasSize(3);
    rig.after(Duration.ofSeconds(5));
    assertThat(rig.call.state).isEqualTo(ContactState.QUEUED);
    assertThat(rig.last(EnqueueContact.class).skill()).isEqualTo("general");
    assertThat(rig.ordered(StopFlow.class)).hasSize(1);
    rig.finish();
  }

  @Test
  void anInterruptedFlowGoesOnWhereItWas() {
    Rig rig = Rig.selfService();
    rig.call.passed(
        new TrailEntry("1", "main", 1, 1, "menu", "menu", "Menu", Optional.empty(), rig.now));
    rig.then((c, out) -> rig.machine.flowSign(c));
    rig.after(Duration.ofSeconds(20));
    assertThat(rig.last(StartFlow.class).node()).contains("menu");
  }

  @Test
  void aFlowThatIsDoneHangsUp() {
    Rig rig = Rig.selfService();
    FlowEnded done = new FlowEnded("call-1", FlowEnded.Outcome.HANG_UP, "", 0, Map.of());
    rig.then((c, out) -> rig.machine.flowEnded(c, done, out));
    reason(rig, EndReason.SELF_SERVED);
    assertThat(rig.hungUp(Rig.CALLER)).isTrue();
    rig.after(Duration.ofSeconds(5));
    assertThat(rig.ordered(HangUpLeg.class)).as("asked again until it is told").hasSize(2);
    rig.finish();
  }

  @Test
  void anUnknownSkillFallsBackAndAFullQueueSaysGoodBye() {
    Rig rig = Rig.queued();
    rig.then(
        (c, out) ->
            rig.machine.enqueueRejected(
                c, new EnqueueRejected(c.id, "pension", "acd.skill.unknown"), out));
    assertThat(rig.last(EnqueueContact.class).skill()).isEqualTo("general");
    assertThat(rig.told(ContactQueued.class))
        .extracting(ContactQueued::skill)
        .containsExactly("pension", "general");
    rig.then(
        (c, out) ->
            rig.machine.enqueueRejected(
                c, new EnqueueRejected(c.id, "general", "acd.queue.full"), out));
    rig.after(Duration.ofSeconds(15));
    reason(rig, EndReason.ENDED_BY_HUB);
    rig.finish();
  }

  @Test
  void aReservationIsAnsweredOnceHoweverOftenItComes() {
    Rig rig = Rig.queued();
    AgentReserved event = rig.reservation();
    rig.reserve(event).reserve(event);
    assertThat(rig.ordered(RingDevice.class)).hasSize(1);
    rig.callerHangsUp().reserve(event);
    assertThat(rig.ordered(ReservationEnded.class)).hasSize(1);
    rig.reserve();
    outcome(rig, ReservationEnded.Outcome.CONTACT_GONE);
    rig.finish();
  }

  @Test
  void aNewReservationReplacesOneWhoseLeaseIsOver() {
    Rig rig = Rig.queued().reserve();
    String first = rig.call.agent.leg;
    rig.reserve();
    assertThat(rig.hungUp(first)).isTrue();
    assertThat(rig.call.agent.agent).isEqualTo("agent-2");
    rig.finish();
  }

  @Test
  void aReservationForATalkingCallIsGivenBack() {
    Rig rig = Rig.talking().reserve();
    outcome(rig, ReservationEnded.Outcome.CONTACT_GONE);
    assertThat(rig.call.agent.agent).isEqualTo("agent-1");
    rig.finish();
  }

  @Test
  void bothHangUpAtOnce() {
    Rig rig = Rig.talking();
    String agent = rig.call.agent.leg;
    rig.ends(agent, EndCause.NORMAL, EndedBy.PARTY).callerHangsUp();
    reason(rig, EndReason.ENDED_BY_AGENT);
    assertThat(rig.ordered(AgentReleased.class)).hasSize(1);
    rig.finish();
  }

  @Test
  void theAgentHangsUpByTheScreen() {
    Rig rig = Rig.talking();
    rig.then((c, out) -> rig.machine.control(c, "user-1", Control.HANGUP, Set.of(), out));
    assertThat(rig.call.state).isEqualTo(ContactState.ACTIVE);
    rig.after(Duration.ofSeconds(5));
    reason(rig, EndReason.ENDED_BY_AGENT);
    rig.finish();
  }

  @Test
  void theAgentDeclinesByTheScreen() {
    Rig rig = Rig.queued().reserve();
    String leg = rig.call.agent.leg;
    rig.then((c, out) -> rig.machine.control(c, "user-1", Control.HANGUP, Set.of(), out));
    rig.ends(leg, EndCause.CANCELLED, EndedBy.HUB);
    outcome(rig, ReservationEnded.Outcome.REJECTED);
    rig.finish();
  }

  @Test
  void partiesThatWerePartedAreConnectedAgain() {
    Rig rig = Rig.talking();
    String agent = rig.call.agent.leg;
    LegsDisconnected parted =
        new LegsDisconnected("main", "call-1", Rig.CALLER, agent, Instant.EPOCH);
    rig.then((c, out) -> rig.machine.legsDisconnected(c, parted, out));
    rig.after(Duration.ofSeconds(3));
    assertThat(rig.ordered(ConnectLegs.class)).hasSize(2);
    rig.connected();
    assertThat(rig.told(ContactAnswered.class)).hasSize(1);
    rig.finish();
  }

  @Test
  void nothingStaysOpenForEver() {
    Rig rig = Rig.talking();
    rig.after(Duration.ofHours(13));
    reason(rig, EndReason.LOST);
    rig.finish();
  }

  @Test
  void ordersAreRepeatedUntilSomethingHappens() {
    Rig rig = new Rig();
    rig.after(Duration.ofSeconds(5));
    assertThat(rig.ordered(AnswerCall.class)).hasSize(2);
    Rig waiting = Rig.queued();
    waiting.after(Duration.ofSeconds(10));
    assertThat(waiting.ordered(EnqueueContact.class)).hasSize(2);
  }

  @Test
  void onlyMessagesOfTheContactAreSent() {
    Rig rig = Rig.talking();
    assertThat(rig.orders).extracting(Message::key).containsOnly("call-1");
  }
}
