// SPDX-License-Identifier: Apache-2.0
package org.shuniu.api.testkit.pbx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.shuniu.api.pbx.PbxEvent.Outcome.COMPLETED;
import static org.shuniu.api.pbx.PbxEvent.Outcome.INTERRUPTED;
import static org.shuniu.api.pbx.PbxEvent.Outcome.TIMEOUT;
import static org.shuniu.api.testkit.pbx.PbxStage.PBX;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.shuniu.api.pbx.PbxCommand;
import org.shuniu.api.pbx.PbxEvent;

/** Callers who know the way press keys before they are asked (I1). */
interface TypeAheadChecks {
  PbxStage stage();

  /** A caller who has cut a prompt with these keys. */
  private PbxStage.Call typed(String keys) {
    PbxStage.Call call = stage().answered("13800138000");
    String request = stage().play(call, Duration.ofSeconds(20), true);
    await().atMost(PbxProbe.PATIENCE).until(call.caller()::hears);
    call.caller().press(keys);
    assertThat(stage().awaitPrompt(request).outcome()).isEqualTo(INTERRUPTED);
    return call;
  }

  private void assertCollected(String request, String digits, PbxEvent.Outcome outcome) {
    assertThat(stage().awaitDigits(request))
        .returns(digits, PbxEvent.DigitsCollected::digits)
        .returns(outcome, PbxEvent.DigitsCollected::outcome);
  }

  @Test
  default void theKeyThatCutAPromptIsTheFirstOfTheInputThatFollows() {
    PbxStage.Call call = typed("2");
    String request = stage().collect(call, 4, "", false);
    call.caller().press("580");
    assertCollected(request, "2580", COMPLETED);
  }

  @Test
  default void keysTypedAheadServeOneMenuAfterAnother() {
    PbxStage.Call call = typed("12");
    assertCollected(stage().collect(call, 1, "", false), "1", COMPLETED);
    assertCollected(stage().collect(call, 1, "", false), "2", COMPLETED);
  }

  @Test
  default void keysThatAMenuDidNotNeedStayForTheNext() {
    PbxStage.Call call = stage().answered("13800138000");
    String first = stage().collect(call, 1, "", false);
    call.caller().press("123");
    assertCollected(first, "1", COMPLETED);
    String second = stage().collect(call, 2, "", false);
    assertCollected(second, "23", COMPLETED);
  }

  @Test
  default void keysTypedAheadWaitUntilAPromptHasBeenHeard() {
    PbxStage.Call call = typed("7");
    String heard = stage().play(call, Duration.ofMillis(400), true);
    String request = stage().collect(call, 1, "", false);
    assertThat(stage().awaitPrompt(heard).outcome()).isEqualTo(COMPLETED);
    assertCollected(request, "7", COMPLETED);
  }

  @Test
  default void aSecretInputTakesNoEarlierKeys() {
    PbxStage.Call call = typed("12");
    String request = stage().collect(call, 4, "#", true);
    call.caller().press("34#");
    assertCollected(request, "34", COMPLETED);
  }

  @Test
  default void aSecretInputLeavesNothingToTheNext() {
    PbxStage.Call call = stage().answered("13800138000");
    String secret = stage().collect(call, 2, "", true);
    call.caller().press("123");
    assertCollected(secret, "12", COMPLETED);
    assertCollected(stage().collect(call, 1, "", false), "", TIMEOUT);
  }

  @Test
  default void aTerminatorThatAFullInputDidNotNeedDoesNothing() {
    PbxStage.Call call = stage().answered("13800138000");
    String first = stage().collect(call, 2, "#", false);
    call.caller().press("12#");
    assertCollected(first, "12", COMPLETED);
    String second = stage().collect(call, 2, "#", false);
    call.caller().press("34");
    assertCollected(second, "34", COMPLETED);
  }

  @Test
  default void keysDuringAPromptThatIsToBeHeardAreLost() {
    PbxStage.Call call = stage().answered("13800138000");
    String prompt = stage().play(call, Duration.ofSeconds(2), false);
    await().atMost(PbxProbe.PATIENCE).until(call.caller()::hears);
    call.caller().press("1");
    assertThat(stage().awaitPrompt(prompt).outcome()).isEqualTo(COMPLETED);
    assertCollected(stage().collect(call, 1, "", false), "", TIMEOUT);
  }

  @Test
  default void stoppingForgetsWhatWasTyped() {
    PbxStage.Call call = typed("1");
    stage().order(new PbxCommand.StopPrompt(PBX, call.id(), call.leg()));
    assertCollected(stage().collect(call, 1, "", false), "", TIMEOUT);
  }
}
