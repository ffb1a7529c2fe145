// SPDX-License-Identifier: Apache-2.0
package org.shuniu.pbx.asterisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.shuniu.api.testkit.pbx.PbxStage.HOTLINE;
import static org.shuniu.api.testkit.pbx.PbxStage.PBX;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.shuniu.api.base.Ids;
import org.shuniu.api.hub.LinkState;
import org.shuniu.api.pbx.PbxCommand;
import org.shuniu.api.pbx.PbxEvent;
import org.shuniu.api.pbx.PbxSnapshot;
import org.shuniu.api.testkit.pbx.PbxProbe;
import org.shuniu.api.testkit.pbx.PbxRig;
import org.shuniu.api.testkit.pbx.PbxStage;
import org.shuniu.pbx.asterisk.sip.SipCaller;

/**
 * The hub, or the wire to it, is gone: the switch serves callers by itself, and gives them back.
 */
@Timeout(90)
class HubAwayIT {
  /** Nobody may hear nothing for longer. */
  private static final Duration SILENCE = Duration.ofSeconds(5);

  private static AsteriskRig rig;

  private PbxStage stage;

  @BeforeAll
  static void rig() {
    rig = new AsteriskRig();
  }

  @BeforeEach
  void begin(@TempDir Path directory) {
    rig.reset();
    stage = new PbxStage(rig, directory);
  }

  @AfterEach
  void end() {
    rig.restoreLink();
    rig.reset();
    stage.close();
  }

  @Test
  void aCallerInAPromptHearsTheSwitchSoonAfterTheHubDied() {
    PbxStage.Call call = stage.answered("13800138000");
    String tone = stage.tone(Duration.ofSeconds(1));
    stage.order(
        new PbxCommand.PlayPrompt(PBX, call.id(), call.leg(), Ids.next(), List.of(tone), true));
    await().until(call.caller()::hears);
    rig.cutLink();
    longestSilence(call.caller(), Duration.ofSeconds(10));
    assertThat(place(call)).contains("!fallback!");
  }

  private void longestSilence(PbxRig.Caller caller, Duration watched) {
    long end = System.nanoTime() + watched.toNanos();
    long last = System.nanoTime();
    long longest = 0;
    while (System.nanoTime() < end) {
      if (caller.hears()) {
        last = System.nanoTime();
      }
      longest = Math.max(longest, System.nanoTime() - last);
      Thread.onSpinWait();
    }
    // A party counts as hearing for a second after the last sound.
    assertThat(Duration.ofNanos(longest).plusSeconds(1)).isLessThan(SILENCE);
  }

  @Test
  void aCallerWhoComesWhileTheHubIsAwayIsServedByTheSwitch() throws IOException {
    stage.driver().stop();
    SipCaller first = rig.dial("13800138001", HOTLINE, Map.of());
    await().atMost(PbxProbe.PATIENCE).until(() -> channels().contains("!fallback!"));
    await().atMost(SILENCE).until(first::hears);
    String number = "139" + System.currentTimeMillis() % 100_000_000;
    SipCaller second = rig.dial(number, HOTLINE, Map.of());
    await().atMost(SILENCE).until(second::hears);
    rig.reset();
    String cdr = Files.readString(Path.of(rig.server().setting("CDR_FILE")));
    assertThat(cdr.lines().filter(line -> line.contains("\"" + number + "\"")))
        .isNotEmpty()
        .allMatch(line -> line.endsWith("\"fallback\""));
  }

  @Test
  void aTalkDoesNotNoticeThatTheHubDied() {
    PbxStage.Call call = stage.answered("13800138000");
    PbxStage.Ring ring = stage.ringAnswered(call, 0);
    stage.connect(call, ring);
    rig.cutLink();
    await()
        .during(Duration.ofSeconds(7))
        .atMost(Duration.ofSeconds(10))
        .until(() -> call.caller().hears() || !ring.phone().hears());
    assertThat(call.caller().ended()).isFalse();
    assertThat(ring.phone().talking()).isTrue();
    assertThat(call.caller().hears()).isTrue();
  }

  @Test
  void aStalledWireIsALostOneAndIsFoundAgain() {
    PbxStage.Call call = stage.answered("13800138000");
    rig.relay().stall(true);
    stage.probe().awaitLink(LinkState.Status.OFFLINE);
    int mark = stage.probe().mark();
    rig.relay().cut();
    rig.relay().restore();
    PbxSnapshot snapshot = stage.probe().await(PbxSnapshot.class, e -> true, mark);
    assertThat(snapshot.legs()).extracting(PbxSnapshot.Leg::call).contains(call.id());
  }

  @Test
  void aCallerOfTheFallbackComesBackToTheHub() {
    PbxStage.Call call = stage.answered("13800138000");
    rig.cutLink();
    await().atMost(PbxProbe.PATIENCE).until(() -> place(call).contains("!fallback!"));
    int mark = stage.probe().mark();
    rig.restoreLink();
    PbxSnapshot snapshot = stage.probe().await(PbxSnapshot.class, e -> true, mark);
    assertThat(snapshot.legs()).extracting(PbxSnapshot.Leg::leg).contains(call.leg());
    String request = Ids.next();
    List<String> audio = List.of(stage.tone(Duration.ofMillis(300)));
    stage.order(new PbxCommand.PlayPrompt(PBX, call.id(), call.leg(), request, audio, false));
    assertThat(stage.awaitPrompt(request).outcome()).isEqualTo(PbxEvent.Outcome.COMPLETED);
  }

  @Test
  void measuresFromInviteToOfferToTelephoneToTalk() {
    long[] offer = new long[20];
    long[] ring = new long[20];
    long[] connect = new long[20];
    for (int i = 0; i < offer.length; i++) {
      Instant begun = Instant.now();
      PbxStage.Call call = stage.offered("1380013" + (8000 + i));
      offer[i] = since(begun, PbxEvent.CallOffered.class, call);
      stage.order(new PbxCommand.AnswerCall(PBX, call.id(), call.leg()));
      stage.awaitAnswered(call.leg());
      long ordered = System.nanoTime();
      PbxStage.Ring telephone = stage.ringAnswered(call, 0);
      ring[i] = rig.phone(0).rungNanos() - ordered;
      Instant answered = Instant.now();
      stage.connect(call, telephone);
      connect[i] = since(answered, PbxEvent.LegsConnected.class, call);
      call.caller().hangUp();
      stage.order(new PbxCommand.HangUpLeg(PBX, call.id(), telephone.leg()));
      stage.awaitEnded(telephone.leg());
      stage.awaitEnded(call.leg());
    }
    System.out.printf(
        "INVITE to offer %s, order to INVITE at the telephone %s, order to connection %s (ms, p50/max)%n",
        middleAndMost(offer), middleAndMost(ring), middleAndMost(connect));
    assertThat(offer[offer.length / 2] / 1_000_000).isLessThan(100);
  }

  private <E extends PbxEvent.OfCall> long since(Instant begun, Class<E> type, PbxStage.Call call) {
    E event = stage.probe().await(type, e -> e.call().equals(call.id()));
    return Duration.between(begun, event.time()).toNanos();
  }

  private static String middleAndMost(long[] nanos) {
    Arrays.sort(nanos);
    return "%.1f/%.1f".formatted(nanos[nanos.length / 2] / 1e6, nanos[nanos.length - 1] / 1e6);
  }

  private String place(PbxStage.Call call) {
    return channels().lines().filter(line -> line.endsWith(call.leg())).findFirst().orElse("gone");
  }

  private String channels() {
    return rig.server().cli("core show channels concise");
  }
}
