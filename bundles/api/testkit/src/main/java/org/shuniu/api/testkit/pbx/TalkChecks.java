// SPDX-License-Identifier: Apache-2.0
package org.shuniu.api.testkit.pbx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.shuniu.api.testkit.pbx.PbxStage.PBX;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.shuniu.api.base.Ids;
import org.shuniu.api.pbx.DeviceState;
import org.shuniu.api.pbx.EndCause;
import org.shuniu.api.pbx.EndedBy;
import org.shuniu.api.pbx.PbxCapability;
import org.shuniu.api.pbx.PbxCommand;
import org.shuniu.api.pbx.PbxEvent;
import org.shuniu.api.pbx.PbxSnapshot;

/** Telephones ring, legs talk, are held and muted (T3, T9, T14). */
interface TalkChecks {
  PbxStage stage();

  private PbxStage.Call call() {
    return stage().answered("13800138000");
  }

  @Test
  default void ringsATelephoneThatAnswers() {
    PbxStage.Call call = call();
    PbxStage.Ring ring = stage().ringAnswered(call, 0);
    PbxEvent.LegRinging ringing =
        stage().probe().await(PbxEvent.LegRinging.class, e -> e.leg().equals(ring.leg()));
    assertThat(ringing.call()).isEqualTo(call.id());
    assertThat(stage().look(ring.leg()))
        .returns(call.id(), PbxSnapshot.Leg::call)
        .returns(false, PbxSnapshot.Leg::outside)
        .returns(ring.phone().device(), PbxSnapshot.Leg::caller)
        .returns(PbxSnapshot.State.WAITING, PbxSnapshot.Leg::state);
  }

  @ParameterizedTest
  @CsvSource({"BUSY, BUSY, PARTY", "DECLINES, REJECTED, PARTY", "SILENT, NO_ANSWER, SWITCH"})
  default void tellsWhyATelephoneDidNotAnswer(PbxRig.Manner manner, EndCause cause, EndedBy by) {
    PbxStage.Call call = call();
    PbxStage.Ring ring = stage().ring(call, 0, manner);
    assertThat(stage().awaitEnded(ring.leg()))
        .returns(cause, PbxEvent.LegEnded::cause)
        .returns(by, PbxEvent.LegEnded::by);
    assertThat(stage().look(call.leg()).state()).isEqualTo(PbxSnapshot.State.WAITING);
    assertThat(stage().probe().events(PbxEvent.LegEnded.class)).hasSize(1);
  }

  @Test
  default void tellsThatATelephoneIsNotRegistered() {
    PbxStage.Call call = call();
    String leg = Ids.next();
    stage().order(PbxStage.ringDevice(call.id(), leg, stage().rig().unregisteredDevice()));
    assertThat(stage().awaitEnded(leg).cause()).isEqualTo(EndCause.UNREACHABLE);
  }

  @Test
  default void refusesATelephoneThatTheSwitchDoesNotKnow() {
    PbxStage.Call call = call();
    assertThat(stage().refusal(PbxStage.ringDevice(call.id(), Ids.next(), "no-such-device")))
        .isEqualTo("pbx.device.unknown");
  }

  @Test
  default void theSameOrderAgainRingsOnce() {
    PbxStage.Call call = call();
    PbxRig.Phone phone = stage().rig().phone(0);
    phone.manner(PbxRig.Manner.SILENT);
    PbxCommand order = PbxStage.ringDevice(call.id(), Ids.next(), phone.device());
    stage().order(order);
    stage().order(order);
    await().atMost(PbxProbe.PATIENCE).until(phone::ringing);
    assertThat(stage().snapshot().legs()).hasSize(2);
  }

  @Test
  default void stopsRingingByOrder() {
    PbxStage.Call call = call();
    PbxStage.Ring ring = stage().ring(call, 0, PbxRig.Manner.SILENT);
    stage().probe().await(PbxEvent.LegRinging.class, e -> e.leg().equals(ring.leg()));
    stage().order(new PbxCommand.HangUpLeg(PBX, call.id(), ring.leg()));
    assertThat(stage().awaitEnded(ring.leg()))
        .returns(EndCause.CANCELLED, PbxEvent.LegEnded::cause)
        .returns(EndedBy.HUB, PbxEvent.LegEnded::by);
    await().atMost(PbxProbe.PATIENCE).until(() -> !ring.phone().ringing());
  }

  @Test
  default void connectsTwoLegsWhoHearEachOther() {
    PbxStage.Call call = call();
    PbxStage.Ring ring = stage().ringAnswered(call, 0);
    stage().connect(call, ring);
    assertThat(stage().look(call.leg()))
        .returns(PbxSnapshot.State.CONNECTED, PbxSnapshot.Leg::state)
        .returns(Optional.of(ring.leg()), PbxSnapshot.Leg::connectedTo);
    await().atMost(PbxProbe.PATIENCE).until(call.caller()::hears);
    await().atMost(PbxProbe.PATIENCE).until(ring.phone()::hears);
  }

  @Test
  default void aConnectionEndsAPrompt() {
    PbxStage.Call call = call();
    PbxStage.Ring ring = stage().ringAnswered(call, 0);
    String request = Ids.next();
    List<String> audio = List.of(stage().tone(Duration.ofSeconds(20)));
    stage().order(new PbxCommand.PlayPrompt(PBX, call.id(), call.leg(), request, audio, true));
    stage().connect(call, ring);
    assertThat(stage().awaitPrompt(request).outcome()).isEqualTo(PbxEvent.Outcome.INTERRUPTED);
  }

  @Test
  default void theCallerStaysWhenTheAgentHangsUp() {
    PbxStage.Call call = call();
    PbxStage.Ring ring = stage().ringAnswered(call, 0);
    stage().connect(call, ring);
    ring.phone().hangUp();
    assertThat(stage().awaitEnded(ring.leg()))
        .returns(EndCause.NORMAL, PbxEvent.LegEnded::cause)
        .returns(EndedBy.PARTY, PbxEvent.LegEnded::by);
    stage().probe().await(PbxEvent.LegsDisconnected.class, e -> e.call().equals(call.id()));
    await()
        .atMost(PbxProbe.PATIENCE)
        .until(() -> stage().look(call.leg()).state() == PbxSnapshot.State.WAITING);
    await().atMost(Duration.ofSeconds(5)).until(call.caller()::hears);
  }

  @Test
  default void theAgentStaysWhenTheCallerHangsUp() {
    PbxStage.Call call = call();
    PbxStage.Ring ring = stage().ringAnswered(call, 0);
    stage().connect(call, ring);
    call.caller().hangUp();
    assertThat(stage().awaitEnded(call.leg()).by()).isEqualTo(EndedBy.PARTY);
    stage().probe().await(PbxEvent.LegsDisconnected.class, e -> e.call().equals(call.id()));
    await()
        .atMost(PbxProbe.PATIENCE)
        .until(() -> stage().look(ring.leg()).state() == PbxSnapshot.State.WAITING);
    stage().order(new PbxCommand.HangUpLeg(PBX, call.id(), ring.leg()));
    assertThat(stage().awaitEnded(ring.leg()).by()).isEqualTo(EndedBy.HUB);
  }

  @Test
  default void aPromptPlaysToACallerAfterTheTalk() {
    PbxStage.Call call = call();
    PbxStage.Ring ring = stage().ringAnswered(call, 0);
    stage().connect(call, ring);
    ring.phone().hangUp();
    stage().probe().await(PbxEvent.LegsDisconnected.class, e -> e.call().equals(call.id()));
    String request = Ids.next();
    List<String> audio = List.of(stage().tone(Duration.ofMillis(400)));
    stage().order(new PbxCommand.PlayPrompt(PBX, call.id(), call.leg(), request, audio, false));
    assertThat(stage().awaitPrompt(request).outcome()).isEqualTo(PbxEvent.Outcome.COMPLETED);
  }

  @Test
  default void holdsAndRetrieves() {
    PbxStage.Call call = call();
    PbxStage.Ring ring = stage().ringAnswered(call, 0);
    stage().connect(call, ring);
    stage().order(new PbxCommand.HoldLeg(PBX, call.id(), call.leg()));
    stage().probe().await(PbxEvent.LegHeld.class, e -> e.leg().equals(call.leg()));
    assertThat(stage().look(call.leg()))
        .returns(PbxSnapshot.State.HELD, PbxSnapshot.Leg::state)
        .returns(Optional.of(ring.leg()), PbxSnapshot.Leg::connectedTo);
    await().atMost(PbxProbe.PATIENCE).until(call.caller()::hears);
    stage().order(new PbxCommand.RetrieveLeg(PBX, call.id(), call.leg()));
    stage().probe().await(PbxEvent.LegRetrieved.class, e -> e.leg().equals(call.leg()));
    assertThat(stage().look(call.leg()).state()).isEqualTo(PbxSnapshot.State.CONNECTED);
    assertThat(stage().probe().events(PbxEvent.LegsDisconnected.class)).isEmpty();
  }

  @Test
  default void tellsThatAHeldCallerHungUp() {
    PbxStage.Call call = call();
    PbxStage.Ring ring = stage().ringAnswered(call, 0);
    stage().connect(call, ring);
    stage().order(new PbxCommand.HoldLeg(PBX, call.id(), call.leg()));
    stage().probe().await(PbxEvent.LegHeld.class, e -> e.leg().equals(call.leg()));
    call.caller().hangUp();
    assertThat(stage().awaitEnded(call.leg()).by()).isEqualTo(EndedBy.PARTY);
    stage().probe().await(PbxEvent.LegsDisconnected.class, e -> e.call().equals(call.id()));
    assertThat(stage().look(ring.leg()).state()).isEqualTo(PbxSnapshot.State.WAITING);
  }

  @Test
  default void mutesAndUnmutesALeg() {
    PbxStage.Call call = call();
    PbxStage.Ring ring = stage().ringAnswered(call, 0);
    stage().connect(call, ring);
    await().atMost(PbxProbe.PATIENCE).until(call.caller()::hears);
    stage().order(new PbxCommand.MuteLeg(PBX, call.id(), ring.leg(), true));
    stage().probe().await(PbxEvent.LegMuted.class, e -> e.leg().equals(ring.leg()) && e.muted());
    await().atMost(PbxProbe.PATIENCE).until(() -> !call.caller().hears());
    stage().order(new PbxCommand.MuteLeg(PBX, call.id(), ring.leg(), false));
    stage().probe().await(PbxEvent.LegMuted.class, e -> e.leg().equals(ring.leg()) && !e.muted());
    await().atMost(PbxProbe.PATIENCE).until(call.caller()::hears);
  }

  @Test
  default void answersATelephoneByOrderOrSaysThatItCannot() {
    PbxStage.Call call = call();
    PbxStage.Ring ring = stage().ring(call, 0, PbxRig.Manner.SILENT);
    stage().probe().await(PbxEvent.LegRinging.class, e -> e.leg().equals(ring.leg()));
    PbxCommand order = new PbxCommand.AnswerDevice(PBX, call.id(), ring.leg());
    if (stage().driver().capabilities().contains(PbxCapability.ANSWER_DEVICE)) {
      stage().order(order);
      stage().awaitAnswered(ring.leg());
    } else {
      assertThat(stage().refusal(order)).isEqualTo("pbx.capability.missing");
    }
  }

  @Test
  default void attachesData() {
    PbxStage.Call call = call();
    stage()
        .order(
            new PbxCommand.AttachData(
                PBX, call.id(), call.leg(), Map.of("matter", "失业保险", "step", "2")));
  }

  @Test
  default void tellsTheStateOfTelephones() {
    PbxRig.Phone phone = stage().rig().phone(0);
    assertThat(stage().snapshot().devices())
        .containsEntry(phone.device(), DeviceState.AVAILABLE)
        .containsEntry(stage().rig().unregisteredDevice(), DeviceState.UNREGISTERED);
    PbxStage.Call call = call();
    PbxStage.Ring ring = stage().ring(call, 0, PbxRig.Manner.SILENT);
    awaitDevice(phone, DeviceState.RINGING, 0);
    int mark = stage().probe().mark();
    stage().order(new PbxCommand.HangUpLeg(PBX, call.id(), ring.leg()));
    awaitDevice(phone, DeviceState.AVAILABLE, mark);
    stage().ringAnswered(call, 0);
    awaitDevice(phone, DeviceState.BUSY, mark);
  }

  @Test
  default void tellsThatATelephoneLogsOffAndOn() {
    PbxRig.Phone phone = stage().rig().phone(1);
    phone.registered(false);
    awaitDevice(phone, DeviceState.UNREGISTERED, 0);
    int mark = stage().probe().mark();
    phone.registered(true);
    awaitDevice(phone, DeviceState.AVAILABLE, mark);
  }

  private void awaitDevice(PbxRig.Phone phone, DeviceState state, int mark) {
    stage()
        .probe()
        .await(
            PbxEvent.DeviceChanged.class,
            e -> e.device().equals(phone.device()) && e.state() == state,
            mark);
  }
}
