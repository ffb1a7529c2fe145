// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.ivr;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.shuniu.api.base.HubException;
import org.shuniu.api.base.Message;
import org.shuniu.api.pbx.PbxCommand;
import org.shuniu.api.pbx.PbxEvent;
import org.shuniu.api.services.ivr.FlowEnded;
import org.shuniu.api.services.ivr.FlowNodeEntered;
import org.shuniu.api.services.ivr.StartFlow;
import org.shuniu.api.testkit.FakeVault;
import org.shuniu.api.testkit.TestClock;

class EngineTest {
  private static final String FLOW =
      """
      {"labelZh":"测试","language":"zh-CN","start":"welcome","fallbackSkill":"general",
       "variables":{"hours":"九点到五点"},
       "nodes":{
        "welcome":{"kind":"prompt","label":"欢迎","text":"您好","next":"main"},
        "main":{"kind":"menu","text":"请按键","keys":{"1":"hours","2":"pin","0":"human","9":"bye"},
                "retries":2,"timeoutText":"没有按键","invalidText":"按错了","exhausted":"human"},
        "hours":{"kind":"prompt","text":"${hours}","next":"main"},
        "pin":{"kind":"collect","text":"请输入密码","variable":"pin","min":4,"max":6,"terminator":"#",
               "secret":true,"next":"echo","exhausted":"human"},
        "echo":{"kind":"set","variable":"asked","value":"yes","next":"human"},
        "human":{"kind":"queue","text":"请稍候","skill":"social-insurance","priority":3},
        "bye":{"kind":"hang-up","language":"en","text":"Goodbye"}}}
      """;

  private final TestClock clock = new TestClock(Instant.parse("2026-03-02T01:30:00Z"));
  private final List<Message> out = new ArrayList<>();
  private boolean mute;
  private boolean busAway;
  private final Engine engine =
      new Engine(
          start ->
              start.called().equals("12333")
                  ? Optional.of(new PublishedFlow("test", 7, FlowJson.read(FLOW)))
                  : Optional.empty(),
          called -> Optional.empty(),
          "general",
          this::publish,
          new Voice(this::say, name -> Optional.empty(), Duration.ofMillis(200)),
          new FakeVault(),
          clock,
          ZoneId.of("Asia/Shanghai"));

  private void publish(Message message) {
    if (busAway) {
      throw HubException.capacity("bus.unavailable", Map.of());
    }
    out.add(message);
  }

  private CompletionStage<String> say(String text, String language) {
    return mute
        ? CompletableFuture.failedFuture(HubException.external("speech.engine.failed", Map.of()))
        : CompletableFuture.completedFuture(
            (language.equals("zh-CN") ? "audio:" : language + ":") + text);
  }

  private void start() {
    start(Optional.empty());
  }

  private void start(Optional<String> node) {
    engine.start(
        new StartFlow(
            "c",
            "main",
            "leg",
            "12333",
            "13800001234",
            node,
            Map.of("area", "440300"),
            Optional.empty()));
  }

  private <M> M last(Class<M> type) {
    return out.stream()
        .filter(type::isInstance)
        .map(type::cast)
        .reduce((a, b) -> b)
        .orElseThrow(() -> new AssertionError("no " + type.getSimpleName() + " in " + out));
  }

  private void spoken() {
    engine.promptEnded(
        new PbxEvent.PromptEnded(
            "main",
            "c",
            "leg",
            last(PbxCommand.PlayPrompt.class).request(),
            PbxEvent.Outcome.COMPLETED,
            clock.instant()));
  }

  private void key(String digits) {
    engine.digitsCollected(
        new PbxEvent.DigitsCollected(
            "main",
            "c",
            "leg",
            last(PbxCommand.CollectDigits.class).request(),
            digits,
            digits.isEmpty() ? PbxEvent.Outcome.TIMEOUT : PbxEvent.Outcome.COMPLETED,
            clock.instant()));
  }

  private List<String> trail() {
    return out.stream()
        .filter(FlowNodeEntered.class::isInstance)
        .map(FlowNodeEntered.class::cast)
        .map(n -> n.sequence() + n.node() + n.input().map(i -> "<" + i).orElse(""))
        .toList();
  }

  @Test
  void aKeyLeadsToTheHumanAndTheTrailTellsTheWay() {
    start();
    spoken();
    key("1");
    assertThat(last(PbxCommand.PlayPrompt.class).audio()).containsExactly("audio:九点到五点");
    spoken();
    key("0");
    spoken();
    assertThat(trail()).containsExactly("1welcome", "2main", "3hours<1", "4main", "5human<0");
    FlowEnded end = last(FlowEnded.class);
    assertThat(end.outcome()).isEqualTo(FlowEnded.Outcome.QUEUE);
    assertThat(end.skill()).isEqualTo("social-insurance");
    assertThat(end.priority()).isEqualTo(3);
    assertThat(end.variables()).containsExactlyEntriesOf(Map.of("area", "440300"));
    assertThat(engine.size()).isZero();
  }

  @Test
  void aNodeSpeaksItsOwnLanguage() {
    start();
    spoken();
    key("9");
    assertThat(last(PbxCommand.PlayPrompt.class).audio()).containsExactly("en:Goodbye");
  }

  @Test
  void anEndThatTheBusDoesNotTakeIsToldLater() {
    start();
    spoken();
    key("0");
    busAway = true;
    spoken();
    busAway = false;
    clock.advance(Duration.ofSeconds(3));
    engine.tick();
    assertThat(last(FlowEnded.class).skill()).isEqualTo("social-insurance");
    assertThat(engine.size()).isZero();
  }

  @Test
  void noKeyAndWrongKeysRepeatTheMenuAndThenGiveAHuman() {
    start();
    spoken();
    key("");
    assertThat(last(PbxCommand.CollectDigits.class).audio())
        .containsExactly("audio:没有按键", "audio:请按键");
    key("7");
    assertThat(last(PbxCommand.CollectDigits.class).audio())
        .containsExactly("audio:按错了", "audio:请按键");
    key("");
    assertThat(trail()).endsWith("3main<7", "4human");
    spoken();
    assertThat(last(FlowEnded.class).skill()).isEqualTo("social-insurance");
  }

  @Test
  void secretDigitsAreInNoFactNoAttachedDataAndNoText() {
    start();
    spoken();
    key("2");
    assertThat(last(PbxCommand.CollectDigits.class).secret()).isTrue();
    assertThat(last(PbxCommand.CollectDigits.class).terminator()).isEqualTo("#");
    key("482915");
    spoken();
    assertThat(last(FlowEnded.class).variables()).containsOnlyKeys("area", "asked");
    assertThat(out.toString()).doesNotContain("482915");
  }

  @Test
  void tooFewDigitsAreAskedForAgain() {
    start();
    spoken();
    key("2");
    key("12");
    assertThat(last(PbxCommand.CollectDigits.class).max()).isEqualTo(6);
    assertThat(trail()).doesNotContain("5echo");
    key("1234");
    assertThat(trail()).contains("4echo");
  }

  @Test
  void hangUpEndsTheCallAfterTheLastWord() {
    start();
    spoken();
    key("9");
    assertThat(out).noneMatch(FlowEnded.class::isInstance);
    spoken();
    assertThat(last(FlowEnded.class).outcome()).isEqualTo(FlowEnded.Outcome.HANG_UP);
  }

  @Test
  void anUnknownNumberGoesToTheQueueAtOnce() {
    engine.start(
        new StartFlow("c", "main", "leg", "404", "", Optional.empty(), Map.of(), Optional.empty()));
    assertThat(last(FlowEnded.class).skill()).isEqualTo("general");
  }

  @Test
  void withoutSpeechTheCallerGetsAHumanAndNotSilence() {
    mute = true;
    start();
    assertThat(last(FlowEnded.class).skill()).isEqualTo("social-insurance");
    assertThat(out).noneMatch(PbxCommand.class::isInstance);
  }

  @Test
  void theSameStartAgainChangesNothing() {
    start();
    spoken();
    int before = out.size();
    start();
    start(Optional.of("main"));
    assertThat(out).hasSize(before);
  }

  @Test
  void anInterruptedRunGoesOnAtItsNode() {
    start(Optional.of("main"));
    assertThat(trail()).containsExactly("1main");
    key("0");
    assertThat(trail()).endsWith("2human<0");
  }

  @Test
  void aNodeThatIsGoneMeansANewBeginning() {
    start(Optional.of("no-more"));
    assertThat(trail()).containsExactly("1welcome");
  }

  @Test
  void lateAndRepeatedAnswersAreNothing() {
    start();
    String first = last(PbxCommand.PlayPrompt.class).request();
    spoken();
    int before = out.size();
    engine.promptEnded(
        new PbxEvent.PromptEnded(
            "main", "c", "leg", first, PbxEvent.Outcome.COMPLETED, clock.instant()));
    assertThat(out).hasSize(before);
  }

  @Test
  void aCallerWhoIsGoneIsForgottenAtEachNode() {
    start();
    engine.stop("c");
    int before = out.size();
    spoken();
    engine.tick();
    assertThat(out).hasSize(before);
    assertThat(engine.size()).isZero();
  }

  @Test
  void answersThatNeverComeEndInAHuman() {
    start();
    for (int i = 0; i < 10 && engine.size() > 0; i++) {
      clock.advance(Duration.ofMinutes(2));
      engine.tick();
    }
    assertThat(last(FlowEnded.class).skill()).isEqualTo("social-insurance");
  }

  @Test
  void aRefusedOrderIsAsIfNoKeyHadCome() {
    start();
    spoken();
    PbxCommand.CollectDigits asked = last(PbxCommand.CollectDigits.class);
    engine.rejected(
        new PbxEvent.CommandRejected(
            "main",
            "c",
            "pbx.collect-digits",
            "leg",
            asked.request(),
            "pbx.timeout",
            clock.instant()));
    assertThat(last(PbxCommand.CollectDigits.class)).isEqualTo(asked);
    clock.advance(Duration.ofSeconds(1));
    engine.tick();
    assertThat(last(PbxCommand.CollectDigits.class).request()).isNotEqualTo(asked.request());
  }

  @Test
  void theTrailEndsWhereTheCallerHungUp() {
    start();
    PbxCommand.PlayPrompt played = last(PbxCommand.PlayPrompt.class);
    engine.promptEnded(
        new PbxEvent.PromptEnded(
            "main", "c", "leg", played.request(), PbxEvent.Outcome.FAILED, clock.instant()));
    engine.stop("c");
    clock.advance(Duration.ofSeconds(30));
    engine.tick();
    assertThat(trail()).containsExactly("1welcome");
  }

  @Test
  void aPromptThatCannotBePlayedIsPassedOver() {
    start();
    PbxCommand.PlayPrompt played = last(PbxCommand.PlayPrompt.class);
    engine.promptEnded(
        new PbxEvent.PromptEnded(
            "main", "c", "leg", played.request(), PbxEvent.Outcome.FAILED, clock.instant()));
    clock.advance(Duration.ofSeconds(1));
    engine.tick();
    assertThat(trail()).containsExactly("1welcome", "2main");
  }

  @Test
  void whileOrdersAreRefusedTheCallerIsNotForgotten() {
    start();
    busAway = true;
    spoken();
    clock.advance(Duration.ofSeconds(3));
    engine.tick();
    busAway = false;
    clock.advance(Duration.ofSeconds(3));
    engine.tick();
    assertThat(last(PbxCommand.CollectDigits.class).audio()).contains("audio:请按键");
  }

  @Test
  void afterALostLinkTheSameQuestionIsAskedAgainWithoutANewStepInTheTrail() {
    start();
    spoken();
    List<String> before = trail();
    PbxCommand.CollectDigits asked = last(PbxCommand.CollectDigits.class);
    engine.repeat(run -> run.pbx.equals("main"));
    PbxCommand.CollectDigits again = last(PbxCommand.CollectDigits.class);
    assertThat(again.request()).isNotEqualTo(asked.request());
    assertThat(again.audio()).isEqualTo(asked.audio());
    assertThat(trail()).isEqualTo(before);
  }

  @Test
  void whateverComesEveryRunEndsOnceAndNothingIsOrderedAfterwards() {
    for (long seed = 1; seed <= 300; seed++) {
      Random random = new Random(seed);
      out.clear();
      mute = false;
      start();
      for (int step = 0; step < 200 && engine.size() > 0; step++) {
        happen(random);
      }
      clock.advance(Duration.ofHours(1));
      for (int i = 0; i < 400 && engine.size() > 0; i++) {
        clock.advance(Duration.ofMinutes(5));
        engine.tick();
      }
      assertThat(engine.size()).as("seed " + seed).isZero();
      long ends = out.stream().filter(FlowEnded.class::isInstance).count();
      assertThat(ends).as("seed " + seed).isLessThanOrEqualTo(1);
      if (ends == 1) {
        assertThat(out.get(out.size() - 1)).as("seed " + seed).isInstanceOf(FlowEnded.class);
      }
    }
  }

  private void happen(Random random) {
    mute = random.nextInt(20) == 0;
    switch (random.nextInt(8)) {
      case 0, 1 -> {
        if (out.stream().anyMatch(PbxCommand.PlayPrompt.class::isInstance)) {
          spoken();
        }
      }
      case 2, 3, 4 -> {
        if (out.stream().anyMatch(PbxCommand.CollectDigits.class::isInstance)) {
          key(List.of("", "1", "2", "7", "1234", "99").get(random.nextInt(6)));
        }
      }
      case 5 -> {
        clock.advance(Duration.ofSeconds(random.nextInt(30)));
        engine.tick();
      }
      case 6 -> engine.repeat(run -> true);
      default -> {
        if (random.nextInt(30) == 0) {
          engine.stop("c");
        } else if (engine.size() > 0) {
          start();
        }
      }
    }
  }
}
