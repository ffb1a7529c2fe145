// SPDX-License-Identifier: Apache-2.0
package org.shuniu.speech.espeak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shuniu.api.hub.ConnectorContext;
import org.shuniu.api.hub.LinkState;
import org.shuniu.api.speech.spi.SpeechEngine;
import org.shuniu.api.testkit.speech.SpeechEngineContract;

/** espeak-ng and SoX of this machine pass the contract. */
class EspeakEngineTest extends SpeechEngineContract {
  @TempDir Path bin;

  @Override
  protected SpeechEngine engine() {
    return new EspeakEngine(config(Map.of()));
  }

  @Test
  void aProgramThatHangsIsKilled() throws IOException {
    Path sleeper = script("sleeper", "exec sleep 600");
    Programs programs = new Programs(Duration.ofMillis(300));
    assertThatThrownBy(() -> programs.run(List.of(sleeper.toString()), "x"))
        .hasMessageContaining("longer than 300 ms");
    assertThat(
            ProcessHandle.current()
                .children()
                .map(child -> Optional.of(child).filter(ProcessHandle::isAlive))
                .flatMap(Optional::stream)
                .flatMap(child -> child.info().commandLine().stream())
                .filter(line -> line.contains("sleep 600")))
        .isEmpty();
  }

  @Test
  void aMissingProgramIsAStateOfTheLinkAndNoTextIsSpoken() {
    EspeakEngine missing = new EspeakEngine(config(Map.of("executable", "no-such-program")));
    List<LinkState> links = new CopyOnWriteArrayList<>();
    ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
    try {
      missing.start(new Told(links, scheduler, bin));
      await().until(() -> !links.isEmpty());
      assertThat(links)
          .singleElement()
          .returns(LinkState.Status.OFFLINE, LinkState::status)
          .returns("speech.executable.missing", LinkState::reason);
      Path target = bin.resolve("a.wav");
      assertThatThrownBy(
              () -> missing.synthesize("您好", "zh-CN", target).toCompletableFuture().join())
          .hasMessageContaining("speech.engine.failed");
      assertThat(target).doesNotExist();
    } finally {
      missing.stop();
      scheduler.shutdownNow();
    }
  }

  @Test
  void aProgramThatIsThereLaterIsFound() throws IOException {
    Path late = bin.resolve("late");
    EspeakEngine engine =
        new EspeakEngine(config(Map.of("executable", late.toString())), Duration.ofMillis(50));
    List<LinkState> links = new CopyOnWriteArrayList<>();
    ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
    try {
      engine.start(new Told(links, scheduler, bin));
      await().until(() -> !links.isEmpty());
      script("late", "exit 0");
      await().until(() -> links.get(links.size() - 1).status() == LinkState.Status.ONLINE);
    } finally {
      engine.stop();
      scheduler.shutdownNow();
    }
  }

  @Test
  void aTrialTellsWhatIsMissing() {
    assertThat(probe(Map.of()).peer()).isEqualTo("espeak-ng");
    assertThatThrownBy(() -> probe(Map.of("converter", "no-such-program")))
        .hasMessageContaining("speech.executable.missing")
        .hasMessageContaining("program=no-such-program");
    assertThatThrownBy(() -> probe(Map.of("voiceEn", "nosuchvoice")))
        .hasMessageContaining("speech.voice.unknown")
        .hasMessageContaining("voice=nosuchvoice");
  }

  private static EspeakProbe.Answer probe(Map<String, Object> values) {
    return new EspeakProbe(config(values)).probe(Duration.ofSeconds(8));
  }

  @Test
  void whoeverStopsItMayEndTheSchedulerFirst() throws Exception {
    List<Throwable> uncaught = new CopyOnWriteArrayList<>();
    Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
    Thread.setDefaultUncaughtExceptionHandler((thread, fault) -> uncaught.add(fault));
    ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
    scheduler.shutdownNow();
    EspeakEngine engine = new EspeakEngine(config(Map.of("executable", "no-such-program")));
    List<LinkState> links = new CopyOnWriteArrayList<>();
    try {
      engine.start(new Told(links, scheduler, bin));
      await().until(() -> !links.isEmpty());
      engine.stop();
      await()
          .until(
              () ->
                  Thread.getAllStackTraces().keySet().stream()
                      .noneMatch(thread -> thread.getName().startsWith("speech-told")));
      assertThat(uncaught).isEmpty();
    } finally {
      Thread.setDefaultUncaughtExceptionHandler(before);
    }
  }

  @Test
  void whatWaitsWhenItIsStoppedIsRefused() throws IOException {
    Path slow = script("slow", "[ \"$1\" = --version ] || exec sleep 600");
    EspeakEngine engine =
        new EspeakEngine(config(Map.of("executable", slow.toString(), "processes", 1)));
    ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
    try {
      engine.start(new Told(new CopyOnWriteArrayList<>(), scheduler, bin));
      List<CompletableFuture<Void>> texts =
          Stream.of("a", "b", "c")
              .map(name -> engine.synthesize("您好", "zh-CN", bin.resolve(name)))
              .map(CompletionStage::toCompletableFuture)
              .toList();
      engine.stop();
      await().until(() -> texts.stream().allMatch(CompletableFuture::isCompletedExceptionally));
    } finally {
      scheduler.shutdownNow();
    }
  }

  @Test
  void whatLooksLikePhonemesIsRead() {
    assertThat(EspeakEngine.readable("a [[h@l'oU]]\u0007 b")).isEqualTo("a   h@l'oU    b\n");
  }

  private record Told(List<LinkState> links, ScheduledExecutorService scheduler, Path dataDirectory)
      implements ConnectorContext {
    @Override
    public String instance() {
      return "told";
    }

    @Override
    public Clock clock() {
      return Clock.systemUTC();
    }

    @Override
    public void link(LinkState state) {
      links.add(state);
    }
  }

  @Test
  void aProgramThatFailsSaysWhy() throws IOException {
    Path broken = script("broken", "echo 'no voice'; exit 3");
    Programs programs = new Programs(Duration.ofSeconds(5));
    assertThatThrownBy(() -> programs.run(List.of(broken.toString()), ""))
        .hasMessageContaining("ended with 3: no voice");
  }

  private Path script(String name, String body) throws IOException {
    Path file = bin.resolve(name);
    Files.writeString(file, "#!/bin/sh\n" + body + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    return file;
  }

  /** The configuration with its defaults, but for what is given. */
  private static EspeakConfig config(Map<String, Object> values) {
    return (EspeakConfig)
        Proxy.newProxyInstance(
            EspeakConfig.class.getClassLoader(),
            new Class<?>[] {EspeakConfig.class, Annotation.class},
            (self, method, arguments) ->
                values.getOrDefault(method.getName(), method.getDefaultValue()));
  }
}
