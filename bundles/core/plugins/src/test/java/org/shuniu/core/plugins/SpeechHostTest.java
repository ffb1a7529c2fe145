// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.plugins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.shuniu.api.base.HubException;
import org.shuniu.api.hub.ConnectorContext;
import org.shuniu.api.hub.LinkState;
import org.shuniu.api.speech.spi.SpeechEngine;
import org.shuniu.api.testkit.TestClock;
import org.shuniu.api.testkit.pbx.Tone;

@Timeout(30)
class SpeechHostTest {
  private static final SpeechHost.Times TIMES =
      new SpeechHost.Times(
          Duration.ofMillis(300),
          Duration.ofMillis(900),
          new Limits(
              Duration.ofSeconds(1),
              Duration.ofSeconds(1),
              Duration.ofSeconds(1),
              Duration.ofSeconds(1)));

  @TempDir Path directory;
  private final TestClock clock = new TestClock(Instant.now());
  private final FakeDriver.Wall wall = new FakeDriver.Wall();
  private final FakeEngine engine = new FakeEngine();
  private final TextMetrics metrics = new TextMetrics();
  private SpeechHost host;

  /** Writes a tone as soon as the test lets it. */
  private final class FakeEngine implements SpeechEngine {
    final List<String> spoken = new CopyOnWriteArrayList<>();
    final AtomicInteger active = new AtomicInteger();
    final AtomicInteger mostActive = new AtomicInteger();
    volatile CompletionStage<Void> gate = CompletableFuture.completedFuture(null);
    volatile boolean blocks;
    volatile LinkState link = LinkState.online();

    @Override
    public void start(ConnectorContext context) {
      context.link(link);
    }

    @Override
    public void stop() {}

    @Override
    public Set<String> languages() {
      return Set.of("zh-CN");
    }

    @Override
    public String voice() {
      return "fake";
    }

    @Override
    public CompletionStage<Void> synthesize(String text, String language, Path target) {
      spoken.add(text);
      mostActive.accumulateAndGet(active.incrementAndGet(), Math::max);
      if (blocks) {
        wall.enter();
      }
      return gate.thenRun(() -> write(target))
          .whenComplete((ok, failure) -> active.decrementAndGet());
    }

    private void write(Path target) {
      try {
        Files.write(target, Tone.wav(Duration.ofMillis(100)));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @BeforeEach
  void begin() {
    host = newHost(1 << 20);
    host.add(engine, new ConnectorId("speech", "fake", "org.shuniu.speech.fake", "1.0.0"));
    await().until(() -> host.instances().get(0).link().status() == LinkState.Status.ONLINE);
  }

  @AfterEach
  void end() {
    wall.open();
    host.deactivate();
  }

  private SpeechHost newHost(long limit) {
    SpeechCache cache = new SpeechCache(directory.resolve("speech"), limit, clock);
    return new SpeechHost(cache, 2, TIMES, directory, metrics);
  }

  private String say(String text) {
    return host.say(text, "zh-CN").toCompletableFuture().join();
  }

  private String refusal(CompletionStage<String> said) {
    try {
      said.toCompletableFuture().join();
    } catch (CompletionException e) {
      return ((HubException) e.getCause()).code();
    }
    throw new AssertionError("was said");
  }

  private List<String> files() {
    try (Stream<Path> files = Files.list(directory.resolve("speech"))) {
      return files.map(file -> file.getFileName().toString()).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void speaksATextOnceAndFindsItAgainAfterARestart() throws IOException {
    String uri = say("您好");
    assertThat(Files.size(Path.of(URI.create(uri)))).isEqualTo(44 + 1600);
    assertThat(say(" 您好 ")).isEqualTo(uri);
    SpeechHost again = newHost(1 << 20);
    again.add(engine, new ConnectorId("speech", "fake", "org.shuniu.speech.fake", "1.0.1"));
    assertThat(again.say("您好", "zh-CN").toCompletableFuture().join()).isEqualTo(uri);
    assertThat(engine.spoken).containsExactly("您好");
  }

  @Test
  void speaksAgainWhatSomebodyDeleted() throws IOException {
    Files.delete(Path.of(URI.create(say("您好"))));
    assertThat(Path.of(URI.create(say("您好")))).exists();
    assertThat(engine.spoken).hasSize(2);
  }

  @Test
  void whoAsksForTheSameAtTheSameTimeSharesTheWork() {
    CompletableFuture<Void> gate = new CompletableFuture<>();
    engine.gate = gate;
    List<CompletionStage<String>> said =
        IntStream.range(0, 20).mapToObj(i -> host.say("您好", "zh-CN")).toList();
    gate.complete(null);
    assertThat(said.stream().map(one -> one.toCompletableFuture().join()).distinct()).hasSize(1);
    assertThat(engine.spoken).hasSize(1);
  }

  @Test
  void speaksNoMoreTextsAtATimeThanAllowed() {
    CompletableFuture<Void> gate = new CompletableFuture<>();
    engine.gate = gate;
    List<CompletionStage<String>> said =
        IntStream.range(0, 6).mapToObj(i -> host.say("文本" + i, "zh-CN")).toList();
    await().until(() -> engine.active.get() == 2);
    gate.complete(null);
    said.forEach(one -> one.toCompletableFuture().join());
    assertThat(engine.mostActive).hasValue(2);
    assertThat(engine.spoken).hasSize(6);
  }

  @Test
  void whoWaitsTooLongIsToldAndTheTextIsThereForTheNextOne() {
    CompletableFuture<Void> gate = new CompletableFuture<>();
    engine.gate = gate;
    assertThat(refusal(host.say("您好", "zh-CN"))).isEqualTo("speech.timeout");
    gate.complete(null);
    await().until(() -> files().stream().anyMatch(name -> name.endsWith(".wav")));
    assertThat(say("您好")).endsWith(".wav");
    assertThat(engine.spoken).hasSize(1);
  }

  @Test
  void anEngineThatHangsIsDegradedAndItsPlaceIsGivenUp() {
    engine.blocks = true;
    assertThat(refusal(host.say("一", "zh-CN"))).isEqualTo("speech.timeout");
    assertThat(refusal(host.say("二", "zh-CN"))).isEqualTo("speech.timeout");
    String hung = "speech.synthesis instance fake outcome speech.timeout";
    await().until(() -> metrics.lines.stream().filter(hung::equals).count() == 2);
    assertThat(host.instances().get(0).link().status()).isEqualTo(LinkState.Status.DEGRADED);
    engine.blocks = false;
    await().ignoreExceptions().until(() -> say("三").endsWith(".wav"));
    assertThat(host.instances().get(0).link().status()).isEqualTo(LinkState.Status.ONLINE);
    wall.open();
    await().until(() -> engine.active.get() == 0);
    await().until(() -> files().stream().allMatch(name -> name.endsWith(".wav")));
    assertThat(files()).as("what came too late is not kept").hasSize(1);
  }

  @Test
  void aFailureLeavesNoFileAndIsNotRemembered() {
    engine.gate =
        CompletableFuture.failedFuture(HubException.external("speech.engine.failed", Map.of()));
    assertThat(refusal(host.say("您好", "zh-CN"))).isEqualTo("speech.engine.failed");
    assertThat(files()).isEmpty();
    engine.gate = CompletableFuture.completedFuture(null);
    assertThat(say("您好")).endsWith(".wav");
  }

  @Test
  void refusesTextsThatAreEmptyOrTooLongAndLanguagesThatNobodySpeaks() {
    assertThat(refusal(host.say(" ", "zh-CN"))).isEqualTo("speech.text.invalid");
    assertThat(refusal(host.say("长".repeat(2001), "zh-CN"))).isEqualTo("speech.text.invalid");
    assertThat(refusal(host.say("bonjour", "fr-FR"))).isEqualTo("speech.engine.missing");
    host.remove(engine);
    assertThat(refusal(host.say("您好", "zh-CN"))).isEqualTo("speech.engine.missing");
  }

  @Test
  void takesAwayTheLeastUsedBeyondTheLimitButNothingOfTheLastDay() {
    host = newHost(3 * 1700);
    host.add(engine, new ConnectorId("speech", "fake", "org.shuniu.speech.fake", "1.0.0"));
    String first = say("一");
    String second = say("二");
    clock.advance(Duration.ofHours(30));
    String used = say("一");
    say("三");
    assertThat(Path.of(URI.create(second))).exists();
    say("四");
    assertThat(Path.of(URI.create(second))).doesNotExist();
    assertThat(used).isEqualTo(first);
    assertThat(Path.of(URI.create(first))).exists();
    say("五");
    assertThat(files()).as("all of the last day stay").hasSize(4);
  }

  @Test
  void aDraftOfADeadHubIsTakenAway() throws IOException {
    Files.writeString(directory.resolve("speech").resolve("dead.1.tmp"), "half");
    newHost(1 << 20);
    assertThat(files()).isEmpty();
  }

  @Test
  void aDirectoryThatCannotBeIsTold() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "");
    assertThatThrownBy(() -> new SpeechCache(file.resolve("speech"), 1, clock))
        .isInstanceOf(UncheckedIOException.class);
  }
}
