// SPDX-License-Identifier: Apache-2.0
package org.shuniu.api.testkit.pbx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.shuniu.api.testkit.pbx.PbxStage.HOTLINE;
import static org.shuniu.api.testkit.pbx.PbxStage.PBX;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.shuniu.api.base.Ids;
import org.shuniu.api.hub.LinkState;
import org.shuniu.api.pbx.PbxCommand;
import org.shuniu.api.pbx.PbxEvent;
import org.shuniu.api.pbx.PbxSnapshot;

/** The link breaks, the driver is replaced: calls go on and are found again. */
interface LinkChecks {
  PbxStage stage();

  /** A second driver for the same switch, after the first was stopped. */
  PbxStage secondStage();

  @Test
  default void tellsASnapshotBeforeAnyOtherEvent() {
    stage().offered("13800138000");
    assertThat(stage().probe().events()).first().isInstanceOf(PbxSnapshot.class);
  }

  @Test
  default void tellsASnapshotByOrder() {
    int mark = stage().probe().mark();
    stage().order(new PbxCommand.TakeSnapshot(PBX, PBX));
    stage().probe().await(PbxSnapshot.class, e -> e.pbx().equals(PBX), mark);
  }

  @Test
  default void aTalkGoesOnWhileTheLinkIsCut() {
    PbxStage.Call call = stage().answered("13800138000");
    PbxStage.Ring ring = stage().ringAnswered(call, 0);
    stage().connect(call, ring);
    stage().rig().cutLink();
    stage().probe().awaitLink(LinkState.Status.OFFLINE);
    assertThat(stage().refusal(new PbxCommand.HangUpLeg(PBX, call.id(), ring.leg())))
        .isEqualTo("pbx.link.offline");
    int mark = stage().probe().mark();
    stage().rig().restoreLink();
    PbxSnapshot snapshot = stage().probe().await(PbxSnapshot.class, e -> true, mark);
    assertThat(snapshot.legs())
        .extracting(PbxSnapshot.Leg::leg, PbxSnapshot.Leg::call, PbxSnapshot.Leg::state)
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple(call.leg(), call.id(), PbxSnapshot.State.CONNECTED),
            org.assertj.core.groups.Tuple.tuple(
                ring.leg(), call.id(), PbxSnapshot.State.CONNECTED));
    assertThat(stage().probe().events()).element(mark).isInstanceOf(PbxSnapshot.class);
    assertThat(call.caller().ended()).isFalse();
    ring.phone().hangUp();
    stage().awaitEnded(ring.leg());
  }

  @Test
  default void tellsWhatEndedWhileTheLinkWasCut() {
    PbxStage.Call call = stage().answered("13800138000");
    String request = Ids.next();
    List<String> audio = List.of(stage().tone(Duration.ofSeconds(20)));
    stage().order(new PbxCommand.PlayPrompt(PBX, call.id(), call.leg(), request, audio, true));
    stage().rig().cutLink();
    stage().probe().awaitLink(LinkState.Status.OFFLINE);
    call.caller().hangUp();
    await().atMost(PbxProbe.PATIENCE).until(call.caller()::ended);
    stage().rig().restoreLink();
    stage().awaitEnded(call.leg());
    assertThat(stage().awaitPrompt(request).outcome()).isEqualTo(PbxEvent.Outcome.FAILED);
    assertThat(stage().snapshot().legs()).isEmpty();
    assertThat(stage().probe().events(PbxEvent.LegEnded.class)).hasSize(1);
  }

  @Test
  default void findsACallThatCameWhileTheLinkWasCut() {
    stage().rig().cutLink();
    stage().probe().awaitLink(LinkState.Status.OFFLINE);
    stage().rig().dial("13800138009", HOTLINE, Map.of());
    stage().rig().restoreLink();
    PbxEvent.CallOffered offered =
        stage().probe().await(PbxEvent.CallOffered.class, e -> e.caller().equals("13800138009"));
    stage().order(new PbxCommand.AnswerCall(PBX, offered.call(), offered.leg()));
  }

  @Test
  default void anotherDriverFindsTheSameCalls() {
    PbxStage.Call call = stage().answered("13800138000");
    PbxStage.Ring ring = stage().ringAnswered(call, 0);
    stage().connect(call, ring);
    stage().driver().stop();
    PbxStage second = secondStage();
    PbxSnapshot snapshot = second.probe().await(PbxSnapshot.class, e -> true);
    assertThat(snapshot.legs())
        .extracting(PbxSnapshot.Leg::leg)
        .containsExactlyInAnyOrder(call.leg(), ring.leg());
    assertThat(snapshot.legs()).extracting(PbxSnapshot.Leg::call).containsOnly(call.id());
    assertThat(second.look(call.leg()).connectedTo()).isEqualTo(Optional.of(ring.leg()));
    second.order(new PbxCommand.HangUpLeg(PBX, call.id(), ring.leg()));
    second.awaitEnded(ring.leg());
    assertThat(call.caller().ended()).isFalse();
  }

  @Test
  default void anotherDriverServesACallerWhoWaits() {
    PbxStage.Call call = stage().answered("13800138000");
    stage().driver().stop();
    PbxStage second = secondStage();
    String request = Ids.next();
    List<String> audio = List.of(second.tone(Duration.ofMillis(300)));
    second.order(new PbxCommand.PlayPrompt(PBX, call.id(), call.leg(), request, audio, false));
    assertThat(second.awaitPrompt(request).outcome()).isEqualTo(PbxEvent.Outcome.COMPLETED);
  }

  @Test
  default void anotherDriverRefusesOrdersForWhatTheSwitchHasNoMore() {
    PbxStage.Call gone = stage().answered("13800138000");
    PbxStage.Ring ring = stage().ringAnswered(gone, 0);
    PbxStage.Call there = stage().answered("13800138001");
    stage().driver().stop();
    gone.caller().hangUp();
    ring.phone().hangUp();
    await().atMost(PbxProbe.PATIENCE).until(gone.caller()::ended);
    PbxStage second = secondStage();
    await()
        .atMost(PbxProbe.PATIENCE)
        .until(
            () -> second.snapshot().legs().stream().allMatch(leg -> leg.leg().equals(there.leg())));
    String request = Ids.next();
    List<String> audio = List.of(second.tone(Duration.ofMillis(300)));
    List<PbxCommand> orders =
        List.of(
            new PbxCommand.AnswerCall(PBX, gone.id(), gone.leg()),
            new PbxCommand.PlayPrompt(PBX, gone.id(), gone.leg(), request, audio, true),
            new PbxCommand.StopPrompt(PBX, gone.id(), gone.leg()),
            new PbxCommand.ConnectLegs(PBX, gone.id(), gone.leg(), ring.leg()),
            new PbxCommand.ConnectLegs(PBX, there.id(), there.leg(), ring.leg()),
            new PbxCommand.HoldLeg(PBX, gone.id(), gone.leg()),
            new PbxCommand.RetrieveLeg(PBX, gone.id(), gone.leg()),
            new PbxCommand.MuteLeg(PBX, gone.id(), ring.leg(), true),
            new PbxCommand.StartRecording(PBX, gone.id(), gone.leg(), request),
            new PbxCommand.StopRecording(PBX, gone.id(), gone.leg(), request),
            new PbxCommand.AttachData(PBX, gone.id(), gone.leg(), Map.of("a", "b")));
    assertThat(orders).allSatisfy(order -> assertRefusedSoon(second, order, "pbx.leg.unknown"));
    PbxCommand ringAgain = PbxStage.ringDevice(gone.id(), Ids.next(), ring.phone().device());
    assertRefusedSoon(second, ringAgain, "pbx.call.unknown");
    second.order(new PbxCommand.HangUpLeg(PBX, gone.id(), gone.leg()));
  }

  private static void assertRefusedSoon(PbxStage stage, PbxCommand order, String code) {
    long begun = System.nanoTime();
    assertThat(stage.refusal(order)).isEqualTo(code);
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(2));
  }

  @Test
  default void aStoppedDriverIsSilentAndLeavesCallsAlone() {
    PbxStage.Call call = stage().answered("13800138000");
    PbxStage.Ring ring = stage().ringAnswered(call, 0);
    stage().connect(call, ring);
    stage().driver().stop();
    int mark = stage().probe().mark();
    PbxRig.Caller late = stage().rig().dial("13800138005", HOTLINE, Map.of());
    late.hangUp();
    await().atMost(PbxProbe.PATIENCE).until(late::ended);
    assertThat(stage().probe().mark()).isEqualTo(mark);
    assertThat(call.caller().ended()).isFalse();
    assertThat(ring.phone().talking()).isTrue();
  }

  @Test
  default void aStoppedDriverLeavesNoThread() {
    stage().offered("13800138000");
    stage().driver().stop();
    await()
        .atMost(Duration.ofSeconds(5))
        .until(
            () ->
                Thread.getAllStackTraces().keySet().stream()
                    .noneMatch(thread -> thread.getName().startsWith("shuniu-pbx-" + PBX)));
  }
}
