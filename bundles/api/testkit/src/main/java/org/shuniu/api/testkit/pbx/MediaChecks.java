// SPDX-License-Identifier: Apache-2.0
package org.shuniu.api.testkit.pbx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.shuniu.api.pbx.PbxEvent.Outcome.COMPLETED;
import static org.shuniu.api.pbx.PbxEvent.Outcome.FAILED;
import static org.shuniu.api.pbx.PbxEvent.Outcome.INTERRUPTED;
import static org.shuniu.api.pbx.PbxEvent.Outcome.TIMEOUT;
import static org.shuniu.api.testkit.pbx.PbxStage.PBX;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.shuniu.api.base.Ids;
import org.shuniu.api.pbx.PbxCommand;
import org.shuniu.api.pbx.PbxEvent;

/** Prompts, keys and recordings on one leg (T11, T15). */
interface MediaChecks {
  PbxStage stage();

  private String play(PbxStage.Call call, Duration length, boolean interruptible) {
    return stage().play(call, length, interruptible);
  }

  private String collect(PbxStage.Call call, int max, String terminator, boolean secret) {
    return stage().collect(call, max, terminator, secret);
  }

  @Test
  default void playsAPromptToItsEnd() {
    PbxStage.Call call = stage().answered("13800138000");
    String request = play(call, Duration.ofMillis(700), false);
    assertThat(stage().awaitPrompt(request))
        .returns(COMPLETED, PbxEvent.PromptEnded::outcome)
        .returns(call.leg(), PbxEvent.PromptEnded::leg);
  }

  @Test
  default void playsSeveralFilesAndDigitsOneAfterAnother() {
    PbxStage.Call call = stage().answered("13800138000");
    String request = Ids.next();
    String tone = stage().tone(Duration.ofMillis(300));
    stage()
        .order(
            new PbxCommand.PlayPrompt(
                PBX, call.id(), call.leg(), request, List.of(tone, "digits:12", tone), false));
    assertThat(stage().awaitPrompt(request).outcome()).isEqualTo(COMPLETED);
  }

  @Test
  default void playsASecondPromptAfterTheFirst() {
    PbxStage.Call call = stage().answered("13800138000");
    String first = play(call, Duration.ofMillis(600), false);
    String second = play(call, Duration.ofMillis(300), false);
    stage().awaitPrompt(second);
    assertThat(stage().probe().events(PbxEvent.PromptEnded.class))
        .extracting(PbxEvent.PromptEnded::request)
        .containsExactly(first, second);
  }

  @Test
  default void aCallerHearsMusicAgainAfterAPrompt() {
    PbxStage.Call call = stage().answered("13800138000");
    stage().awaitPrompt(play(call, Duration.ofMillis(300), false));
    await().during(Duration.ofSeconds(1)).atMost(Duration.ofSeconds(5)).until(call.caller()::hears);
  }

  @Test
  default void aKeyCutsAPrompt() {
    PbxStage.Call call = stage().answered("13800138000");
    String request = play(call, Duration.ofSeconds(20), true);
    await().atMost(PbxProbe.PATIENCE).until(call.caller()::hears);
    call.caller().press("1");
    assertThat(stage().awaitPrompt(request).outcome()).isEqualTo(INTERRUPTED);
  }

  @Test
  default void aKeyDoesNotCutAPromptThatIsToBeHeard() {
    PbxStage.Call call = stage().answered("13800138000");
    String request = play(call, Duration.ofSeconds(2), false);
    call.caller().press("1");
    assertThat(stage().awaitPrompt(request).outcome()).isEqualTo(COMPLETED);
  }

  @Test
  default void stopsAPromptByOrder() {
    PbxStage.Call call = stage().answered("13800138000");
    String request = play(call, Duration.ofSeconds(20), false);
    stage().order(new PbxCommand.StopPrompt(PBX, call.id(), call.leg()));
    assertThat(stage().awaitPrompt(request).outcome()).isEqualTo(INTERRUPTED);
  }

  @Test
  default void aPromptFailsWhenTheCallerLeavesAndIsToldOnce() {
    PbxStage.Call call = stage().answered("13800138000");
    String playing = play(call, Duration.ofSeconds(20), true);
    String waiting = play(call, Duration.ofSeconds(20), true);
    call.caller().hangUp();
    stage().awaitEnded(call.leg());
    assertThat(stage().awaitPrompt(playing).outcome()).isEqualTo(FAILED);
    assertThat(stage().awaitPrompt(waiting).outcome()).isEqualTo(FAILED);
    assertThat(stage().probe().events(PbxEvent.PromptEnded.class)).hasSize(2);
  }

  @Test
  default void aPromptThatIsNotThereFails() {
    PbxStage.Call call = stage().answered("13800138000");
    String request = Ids.next();
    String missing = stage().tone(Duration.ofMillis(300)).replace("tone-", "missing-");
    stage()
        .order(
            new PbxCommand.PlayPrompt(
                PBX, call.id(), call.leg(), request, List.of(missing), false));
    assertThat(stage().awaitPrompt(request).outcome()).isEqualTo(FAILED);
  }

  @Test
  default void collectsAsManyKeysAsWanted() {
    PbxStage.Call call = stage().answered("13800138000");
    String request = collect(call, 4, "", false);
    call.caller().press("2580");
    assertThat(stage().awaitDigits(request))
        .returns("2580", PbxEvent.DigitsCollected::digits)
        .returns(COMPLETED, PbxEvent.DigitsCollected::outcome);
  }

  @Test
  default void aTerminatorEndsTheInputAndIsNotPartOfIt() {
    PbxStage.Call call = stage().answered("13800138000");
    String request = collect(call, 18, "#", true);
    call.caller().press("123#");
    PbxEvent.DigitsCollected collected = stage().awaitDigits(request);
    assertThat(collected.digits()).isEqualTo("123");
    assertThat(collected.outcome()).isEqualTo(COMPLETED);
    assertThat(collected.toString()).doesNotContain("123,").contains("(3)");
  }

  @Test
  default void tellsThatNoKeyCame() {
    PbxStage.Call call = stage().answered("13800138000");
    assertThat(stage().awaitDigits(collect(call, 4, "#", false)))
        .returns("", PbxEvent.DigitsCollected::digits)
        .returns(TIMEOUT, PbxEvent.DigitsCollected::outcome);
  }

  @Test
  default void tellsTheKeysThatCameInTime() {
    PbxStage.Call call = stage().answered("13800138000");
    String request = collect(call, 4, "#", false);
    call.caller().press("25");
    assertThat(stage().awaitDigits(request))
        .returns("25", PbxEvent.DigitsCollected::digits)
        .returns(TIMEOUT, PbxEvent.DigitsCollected::outcome);
  }

  @Test
  default void stopsAnInputByOrder() {
    PbxStage.Call call = stage().answered("13800138000");
    String request = collect(call, 4, "", false);
    stage().order(new PbxCommand.StopPrompt(PBX, call.id(), call.leg()));
    assertThat(stage().awaitDigits(request).outcome()).isEqualTo(INTERRUPTED);
  }

  @Test
  default void anInputFailsWhenTheCallerLeaves() {
    PbxStage.Call call = stage().answered("13800138000");
    String request = collect(call, 4, "", false);
    call.caller().hangUp();
    assertThat(stage().awaitDigits(request).outcome()).isEqualTo(FAILED);
    assertThat(stage().probe().events(PbxEvent.DigitsCollected.class)).hasSize(1);
  }

  @Test
  default void recordsALegUntilToldToStop() throws Exception {
    PbxStage.Call call = stage().answered("13800138000");
    String recording = Ids.next();
    PbxCommand start = new PbxCommand.StartRecording(PBX, call.id(), call.leg(), recording);
    stage().order(start);
    stage().probe().await(PbxEvent.RecordingStarted.class, e -> e.recording().equals(recording));
    stage().order(start);
    stage().awaitPrompt(play(call, Duration.ofSeconds(1), false));
    stage().order(new PbxCommand.StopRecording(PBX, call.id(), call.leg(), recording));
    PbxEvent.RecordingStopped stopped = awaitRecording(recording);
    assertThat(stopped.bytes())
        .isGreaterThan(8000)
        .isEqualTo(Files.size(Path.of(URI.create(stopped.uri()))));
    assertThat(stopped.length()).isBetween(Duration.ofMillis(500), Duration.ofSeconds(8));
    assertThat(stage().probe().events(PbxEvent.RecordingStarted.class)).hasSize(1);
  }

  @Test
  default void aRecordingEndsWithItsLeg() {
    PbxStage.Call call = stage().answered("13800138000");
    String recording = Ids.next();
    stage().order(new PbxCommand.StartRecording(PBX, call.id(), call.leg(), recording));
    stage().probe().await(PbxEvent.RecordingStarted.class, e -> e.recording().equals(recording));
    stage().awaitPrompt(play(call, Duration.ofMillis(500), false));
    call.caller().hangUp();
    assertThat(awaitRecording(recording).bytes()).isGreaterThan(44);
  }

  private PbxEvent.RecordingStopped awaitRecording(String recording) {
    return stage()
        .probe()
        .await(PbxEvent.RecordingStopped.class, e -> e.recording().equals(recording));
  }
}
