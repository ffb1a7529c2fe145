// SPDX-License-Identifier: Apache-2.0
package org.shuniu.api.testkit.pbx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.shuniu.api.testkit.pbx.PbxStage.HOTLINE;
import static org.shuniu.api.testkit.pbx.PbxStage.PBX;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.shuniu.api.base.Ids;
import org.shuniu.api.pbx.EndCause;
import org.shuniu.api.pbx.EndedBy;
import org.shuniu.api.pbx.PbxCommand;
import org.shuniu.api.pbx.PbxEvent;
import org.shuniu.api.pbx.PbxSnapshot;

/** A citizen calls, is answered, and leaves at any moment (T2, T3, T14). */
interface OfferChecks {
  PbxStage stage();

  @Test
  default void offersACallWithItsNumbers() {
    PbxRig.Caller caller = stage().rig().dial("13800138000", HOTLINE, Map.of());
    PbxEvent.CallOffered offered = stage().probe().await(PbxEvent.CallOffered.class, e -> true);
    assertThat(offered.pbx()).isEqualTo(PBX);
    assertThat(offered.caller()).isEqualTo("13800138000");
    assertThat(offered.called()).isEqualTo(HOTLINE);
    assertThat(Ids.valid(offered.call())).isTrue();
    assertThat(offered.leg()).isNotBlank();
    assertThat(caller.answered()).as("nobody answered yet").isFalse();
    assertThat(stage().look(offered.leg()).state()).isEqualTo(PbxSnapshot.State.RINGING);
  }

  @Test
  default void offersAttachedData() {
    stage()
        .offered(
            "13800138000",
            Map.of("X-Call-Data", "cust=42;lang=zh", "User-to-User", "6162;encoding=hex"));
    PbxEvent.CallOffered offered = stage().probe().events(PbxEvent.CallOffered.class).get(0);
    assertThat(offered.data())
        .containsEntry("X-Call-Data", "cust=42;lang=zh")
        .containsEntry("User-to-User", "6162;encoding=hex");
  }

  @Test
  default void answersByOrderAndTheCallerHearsMusic() {
    PbxStage.Call call = stage().answered("13800138000");
    await().atMost(Duration.ofSeconds(5)).until(call.caller()::hears);
    assertThat(stage().look(call.leg()))
        .returns(PbxSnapshot.State.WAITING, PbxSnapshot.Leg::state)
        .returns(call.id(), PbxSnapshot.Leg::call)
        .returns(true, PbxSnapshot.Leg::outside)
        .returns("13800138000", PbxSnapshot.Leg::caller)
        .returns(HOTLINE, PbxSnapshot.Leg::called);
  }

  @Test
  default void answeringTwiceTellsItOnce() {
    PbxStage.Call call = stage().answered("13800138000");
    stage().order(new PbxCommand.AnswerCall(PBX, call.id(), call.leg()));
    stage().order(new PbxCommand.HangUpLeg(PBX, call.id(), call.leg()));
    stage().awaitEnded(call.leg());
    assertThat(stage().probe().events(PbxEvent.LegAnswered.class)).hasSize(1);
  }

  @Test
  default void tellsThatTheCallerGaveUpBeforeTheAnswer() {
    PbxStage.Call call = stage().offered("13800138000");
    call.caller().hangUp();
    assertThat(stage().awaitEnded(call.leg()))
        .returns(EndCause.CANCELLED, PbxEvent.LegEnded::cause)
        .returns(EndedBy.PARTY, PbxEvent.LegEnded::by);
    assertThat(stage().refusal(new PbxCommand.AnswerCall(PBX, call.id(), call.leg())))
        .isEqualTo("pbx.leg.unknown");
  }

  @Test
  default void tellsThatTheCallerHungUp() {
    PbxStage.Call call = stage().answered("13800138000");
    call.caller().hangUp();
    assertThat(stage().awaitEnded(call.leg()))
        .returns(EndCause.NORMAL, PbxEvent.LegEnded::cause)
        .returns(EndedBy.PARTY, PbxEvent.LegEnded::by);
    assertThat(stage().snapshot().legs()).isEmpty();
  }

  @Test
  default void hangsUpByOrder() {
    PbxStage.Call call = stage().answered("13800138000");
    stage().order(new PbxCommand.HangUpLeg(PBX, call.id(), call.leg()));
    assertThat(stage().awaitEnded(call.leg()))
        .returns(EndCause.NORMAL, PbxEvent.LegEnded::cause)
        .returns(EndedBy.HUB, PbxEvent.LegEnded::by);
    await().atMost(PbxProbe.PATIENCE).until(call.caller()::ended);
  }

  @Test
  default void refusesAnOfferedCallByHangingUp() {
    PbxStage.Call call = stage().offered("13800138000");
    stage().order(new PbxCommand.HangUpLeg(PBX, call.id(), call.leg()));
    assertThat(stage().awaitEnded(call.leg()).by()).isEqualTo(EndedBy.HUB);
    await().atMost(PbxProbe.PATIENCE).until(call.caller()::ended);
    assertThat(call.caller().answered()).isFalse();
  }

  @Test
  default void endsALegExactlyOnceAndHangingUpAgainDoesNoHarm() {
    PbxStage.Call call = stage().answered("13800138000");
    stage().order(new PbxCommand.HangUpLeg(PBX, call.id(), call.leg()));
    stage().awaitEnded(call.leg());
    stage().order(new PbxCommand.HangUpLeg(PBX, call.id(), call.leg()));
    PbxStage.Call next = stage().offered("13800138001");
    assertThat(stage().probe().events(PbxEvent.LegEnded.class))
        .extracting(PbxEvent.LegEnded::leg)
        .containsExactly(call.leg());
    assertThat(next.id()).isNotEqualTo(call.id());
  }

  @Test
  default void refusesOrdersForLegsThatNeverWere() {
    String nobody = Ids.next();
    assertThat(stage().refusal(new PbxCommand.AnswerCall(PBX, nobody, nobody)))
        .isEqualTo("pbx.leg.unknown");
    assertThat(stage().refusal(new PbxCommand.MuteLeg(PBX, nobody, nobody, true)))
        .isEqualTo("pbx.leg.unknown");
  }

  @Test
  default void keepsManyCallsApart() {
    List<PbxStage.Call> calls =
        List.of("13800138001", "13800138002", "13800138003", "13800138004").stream()
            .map(stage()::answered)
            .toList();
    assertThat(calls).extracting(PbxStage.Call::id).doesNotHaveDuplicates();
    calls.get(2).caller().hangUp();
    stage().awaitEnded(calls.get(2).leg());
    assertThat(stage().snapshot().legs())
        .extracting(PbxSnapshot.Leg::caller)
        .containsExactlyInAnyOrder("13800138001", "13800138002", "13800138004");
  }

  @Test
  default void acceptsACallerWhoWithholdsTheNumber() {
    stage().rig().dial("anonymous", HOTLINE, Map.of());
    assertThat(stage().probe().await(PbxEvent.CallOffered.class, e -> true).caller()).isEmpty();
  }

  @Test
  default void cutsAndCleansWhatComesFromOutside() {
    String bytes =
        new String(new byte[] {'c', (byte) 0xC3, 0x28, 7, 'd'}, StandardCharsets.ISO_8859_1);
    stage().offered("1".repeat(16 * 1024), Map.of("X-Call-Data", bytes + "x".repeat(16 * 1024)));
    PbxEvent.CallOffered offered = stage().probe().events(PbxEvent.CallOffered.class).get(0);
    assertThat(offered.caller()).hasSizeLessThanOrEqualTo(64).matches("1*");
    assertThat(offered.data().values())
        .allSatisfy(
            value -> {
              assertThat(value).hasSizeLessThanOrEqualTo(256);
              assertThat(value.chars()).noneMatch(Character::isISOControl);
              assertThat(value.codePoints()).noneMatch(c -> c >= 0xD800 && c <= 0xDFFF);
            });
    stage().order(new PbxCommand.AnswerCall(PBX, offered.call(), offered.leg()));
    stage().awaitAnswered(offered.leg());
  }
}
