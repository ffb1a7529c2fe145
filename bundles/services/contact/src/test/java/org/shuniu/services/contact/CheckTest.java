// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.shuniu.api.base.HubException;
import org.shuniu.api.pbx.EndCause;
import org.shuniu.api.pbx.EndedBy;
import org.shuniu.api.pbx.PbxCapability;
import org.shuniu.api.pbx.PbxCommand.ConnectLegs;
import org.shuniu.api.pbx.PbxCommand.HoldLeg;
import org.shuniu.api.pbx.PbxCommand.RetrieveLeg;
import org.shuniu.api.pbx.PbxCommand.StartRecording;
import org.shuniu.api.pbx.PbxCommand.StopRecording;
import org.shuniu.api.pbx.PbxSnapshot;
import org.shuniu.api.services.citizen.CallerVerified;
import org.shuniu.api.services.citizen.VerificationLevel;
import org.shuniu.api.services.contact.ContactLinked;
import org.shuniu.api.services.contact.ContactState;
import org.shuniu.api.services.contact.EndReason;
import org.shuniu.api.services.ivr.StartFlow;
import org.shuniu.api.services.ivr.StopFlow;

/** A caller proves its identity within a talk, with every accident (T11). */
class CheckTest {
  private static final Set<PbxCapability> ALL = EnumSet.allOf(PbxCapability.class);

  private static List<StartFlow> asked(Rig rig) {
    return rig.ordered(StartFlow.class).stream().filter(s -> s.flow().isPresent()).toList();
  }

  private static void control(Rig rig, Control control) {
    rig.then((c, out) -> rig.machine.control(c, c.agent.userId, control, ALL, out));
  }

  private static void snapshot(Rig rig, PbxSnapshot.State caller, PbxSnapshot.State agent) {
    Map<String, PbxSnapshot.Leg> legs = new HashMap<>();
    String other = rig.call.agent.leg;
    legs.put(Rig.CALLER, leg(rig, Rig.CALLER, caller, other));
    legs.put(other, leg(rig, other, agent, Rig.CALLER));
    rig.then((c, out) -> rig.machine.snapshot(c, legs, rig.now.plusSeconds(1), out));
  }

  private static PbxSnapshot.Leg leg(Rig rig, String leg, PbxSnapshot.State state, String other) {
    boolean outside = leg.equals(Rig.CALLER);
    return new PbxSnapshot.Leg(
        rig.call.id, leg, outside, "", "", state, Optional.of(other), rig.now);
  }

  @Test
  void theCallerIsAskedOnlyWhenTheAgentHearsNothing() {
    Rig rig = Rig.talking().recorded();
    String agent = rig.call.agent.leg;
    rig.verify();
    assertThat(rig.last(StopRecording.class).leg()).isEqualTo(Rig.CALLER);
    assertThat(rig.last(HoldLeg.class).leg()).isEqualTo(agent);
    assertThat(asked(rig)).as("before the hold").isEmpty();
    rig.held();
    assertThat(rig.last(StartFlow.class).flow()).contains("verify");
    assertThat(rig.last(StartFlow.class).leg()).isEqualTo(Rig.CALLER);
    rig.recordingStopped().returned();
    assertThat(rig.last(RetrieveLeg.class).leg()).isEqualTo(agent);
    assertThat(rig.ordered(StartRecording.class)).hasSize(1);
    rig.retrieved();
    assertThat(rig.call.check).isNull();
    assertThat(rig.ordered(StartRecording.class)).as("the next part").hasSize(2);
    assertThat(rig.call.data).doesNotContainKey("accountName");
    assertThat(rig.call.state).isEqualTo(ContactState.ACTIVE);
    rig.finish();
  }

  @Test
  void aRecordingBeginsAnewWhenThePartBeforeHasEnded() {
    Rig rig = Rig.checking().returned().retrieved();
    assertThat(rig.ordered(StartRecording.class)).hasSize(1);
    rig.recordingStopped();
    assertThat(rig.ordered(StartRecording.class)).hasSize(2);
    Rig lost = Rig.checking().returned().retrieved().after(Duration.ofSeconds(5));
    assertThat(lost.ordered(StartRecording.class)).as("its end is never told").hasSize(2);
    rig.finish();
    lost.finish();
  }

  @ParameterizedTest
  @ValueSource(strings = {"holding for a check", "checking", "returning from a check"})
  void whoeverLeavesEndsItAll(String state) {
    Rig caller = Rig.everywhere().get(state).callerHangsUp();
    assertThat(caller.call.endReason).isEqualTo(EndReason.ENDED_BY_CITIZEN);
    assertThat(caller.ordered(StopFlow.class)).isNotEmpty();
    caller.finish();
    Rig agent = Rig.everywhere().get(state);
    agent.ends(agent.call.agent.leg, EndCause.NORMAL, EndedBy.PARTY);
    assertThat(agent.call.endReason).isEqualTo(EndReason.ENDED_BY_AGENT);
    assertThat(agent.hungUp(Rig.CALLER)).isTrue();
    assertThat(agent.ordered(StopFlow.class)).isNotEmpty();
    agent.finish();
  }

  @Test
  void withoutAHoldThereIsNoCheck() {
    Rig rig = Rig.talking().verify();
    rig.refused("pbx.hold-leg", rig.call.agent.leg, "pbx.switch.refused");
    assertThat(rig.call.check).isNull();
    assertThat(asked(rig)).isEmpty();
    assertThat(rig.ordered(StartRecording.class)).hasSize(2);
    rig.finish();
  }

  @Test
  void aHoldThatIsNotToldIsTakenBack() {
    Rig rig = Rig.talking().verify().after(Duration.ofSeconds(5));
    assertThat(rig.ordered(HoldLeg.class)).hasSize(2);
    rig.after(Duration.ofSeconds(5));
    assertThat(rig.ordered(RetrieveLeg.class)).hasSize(1);
    assertThat(asked(rig)).isEmpty();
    rig.after(Duration.ofSeconds(5));
    assertThat(rig.ordered(ConnectLegs.class)).hasSize(2);
    rig.connected();
    assertThat(rig.call.check).isNull();
    rig.finish();
  }

  @Test
  void aFlowThatGivesNoSignIsNotWaitedFor() {
    Rig rig = Rig.checking();
    rig.after(Duration.ofSeconds(5)).after(Duration.ofSeconds(5));
    assertThat(asked(rig)).hasSize(3);
    rig.after(Duration.ofSeconds(5));
    assertThat(rig.last(StopFlow.class).contact()).isEqualTo("call-1");
    assertThat(rig.ordered(RetrieveLeg.class)).hasSize(1);
    rig.finish();
  }

  @Test
  void aFlowThatAsksForEverIsEnded() {
    Rig rig = Rig.checking();
    rig.then((c, out) -> rig.machine.flowSign(c));
    for (int i = 0; i < 8; i++) {
      rig.after(Duration.ofSeconds(20));
    }
    assertThat(rig.ordered(RetrieveLeg.class)).isEmpty();
    rig.after(Duration.ofSeconds(20));
    assertThat(rig.ordered(RetrieveLeg.class)).hasSize(1);
    rig.finish();
  }

  @Test
  void theAgentMayGoBackAndHangUpAndNothingElse() {
    Rig rig = Rig.checking();
    assertThat(Controls.allowed(rig.call, ALL))
        .containsExactlyInAnyOrder(Control.RETRIEVE, Control.HANGUP);
    assertThatThrownBy(() -> control(rig, Control.VERIFY_CALLER))
        .isInstanceOf(HubException.class)
        .hasMessageContaining("contact.control.not-allowed");
    control(rig, Control.RETRIEVE);
    assertThat(rig.ordered(StopFlow.class)).hasSize(1);
    assertThat(rig.last(RetrieveLeg.class).leg()).isEqualTo(rig.call.agent.leg);
    rig.retrieved();
    assertThat(Controls.allowed(rig.call, ALL)).contains(Control.VERIFY_CALLER);
    assertThat(Controls.allowed(rig.call, Set.of())).doesNotContain(Control.VERIFY_CALLER);
    rig.finish();
  }

  @Test
  void aConnectionThatComesByItselfStopsTheQuestions() {
    Rig rig = Rig.checking().retrieved();
    assertThat(rig.ordered(StopFlow.class)).hasSize(1);
    assertThat(rig.call.check).isNull();
    rig.finish();
  }

  @ParameterizedTest
  @CsvSource({"WAITING, HELD", "CONNECTED, HELD"})
  void aHubThatForgotConnectsTheTwoAgain(PbxSnapshot.State caller, PbxSnapshot.State agent) {
    Rig rig = Rig.checking();
    rig.call.check = null;
    rig.call.recordAgain = false;
    rig.call.recovered = true;
    snapshot(rig, caller, agent);
    assertThat(rig.ordered(StopFlow.class)).hasSize(1);
    assertThat(rig.last(RetrieveLeg.class).leg()).isEqualTo(rig.call.agent.leg);
    rig.retrieved().after(Duration.ofSeconds(5));
    assertThat(rig.ordered(StartRecording.class)).hasSize(2);
    rig.finish();
  }

  @Test
  void aSnapshotDoesNotDisturbACheck() {
    Rig rig = Rig.checking();
    snapshot(rig, PbxSnapshot.State.WAITING, PbxSnapshot.State.HELD);
    assertThat(rig.ordered(RetrieveLeg.class)).isEmpty();
    assertThat(rig.ordered(ConnectLegs.class)).hasSize(1);
    assertThat(rig.ordered(StartRecording.class)).hasSize(1);
    Rig held = Rig.talking().verify();
    snapshot(held, PbxSnapshot.State.WAITING, PbxSnapshot.State.HELD);
    assertThat(asked(held)).as("the news of the hold was lost").hasSize(1);
    Rig talks = Rig.checking();
    snapshot(talks, PbxSnapshot.State.CONNECTED, PbxSnapshot.State.CONNECTED);
    assertThat(talks.call.check).isNull();
    assertThat(talks.ordered(StopFlow.class)).hasSize(1);
  }

  private static CallerVerified proof(Rig rig, String citizen, VerificationLevel level) {
    return new CallerVerified(
        rig.call.id, citizen, level, "ivr-password", rig.now.plusSeconds(1800), rig.now);
  }

  private static Optional<ContactVerification> shown(Rig rig) {
    return Views.contact(rig.call, ALL).verification();
  }

  @Test
  void aProofTellsWhoTheCitizenIsAndIsShown() {
    Rig rig = Rig.checking();
    CallerVerified event = proof(rig, "citizen-1", VerificationLevel.STRONG);
    rig.then((c, out) -> rig.machine.verified(c, event, out));
    rig.then((c, out) -> rig.machine.verified(c, event, out));
    assertThat(rig.told(ContactLinked.class))
        .containsExactly(new ContactLinked("call-1", "citizen-1", "", rig.now));
    assertThat(shown(rig))
        .contains(
            new ContactVerification(
                VerificationLevel.STRONG, "ivr-password", rig.now.plusSeconds(1800)));
    assertThat(Views.contact(rig.call, ALL).checking()).isTrue();
    assertThat(rig.call.data).doesNotContainValue("citizen-1");
    rig.call.citizenId = "citizen-2";
    assertThat(shown(rig)).as("another citizen was noted").isEmpty();
    CallerVerified over = proof(rig, "citizen-1", VerificationLevel.NONE);
    rig.then((c, out) -> rig.machine.verified(c, over, out));
    rig.call.citizenId = "citizen-1";
    assertThat(shown(rig)).isEmpty();
  }

  @Test
  void whomTheAgentNotedStaysNoted() {
    Rig rig = Rig.talking();
    rig.call.citizenId = "citizen-2";
    CallerVerified event = proof(rig, "citizen-1", VerificationLevel.STRONG);
    rig.then((c, out) -> rig.machine.verified(c, event, out));
    assertThat(rig.call.citizenId).isEqualTo("citizen-2");
    assertThat(rig.told(ContactLinked.class)).isEmpty();
    assertThat(shown(rig)).isEmpty();
  }
}
