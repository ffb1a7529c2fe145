// SPDX-License-Identifier: Apache-2.0
package org.shuniu.api.testkit.speech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shuniu.api.base.HubException;
import org.shuniu.api.hub.LinkState;
import org.shuniu.api.speech.spi.SpeechEngine;
import org.shuniu.api.testkit.FakeConnectorContext;

/** What every speech engine does (I3). A test class of the engine extends it. */
@SuppressWarnings("NullAway.Init")
public abstract class SpeechEngineContract {
  private static final String TEXT = "您好，欢迎致电人力资源和社会保障服务热线。";
  private static final String LANGUAGE = "zh-CN";

  @TempDir
  @SuppressWarnings("NullAway")
  Path folder;

  private FakeConnectorContext context;
  private SpeechEngine engine;

  /** A new engine, configured to work, not started. */
  protected abstract SpeechEngine engine() throws IOException;

  /** Begins to work before each check. */
  @BeforeEach
  void start() throws IOException {
    context = new FakeConnectorContext("test", folder);
    engine = engine();
    engine.start(context);
    Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> context.links().stream().anyMatch(l -> l.status() == LinkState.Status.ONLINE));
  }

  /** Ends the work after each check. */
  @AfterEach
  void stop() {
    engine.stop();
    context.close();
  }

  @Test
  @DisplayName("speaks Chinese into a WAV file of 8 kHz, 16 bit, mono")
  void speaks() throws Exception {
    Path target = folder.resolve("a.wav");
    say(TEXT, target);
    try (AudioInputStream audio = audio(target)) {
      AudioFormat format = audio.getFormat();
      assertThat(format.getSampleRate()).isEqualTo(8000f);
      assertThat(format.getSampleSizeInBits()).isEqualTo(16);
      assertThat(format.getChannels()).isEqualTo(1);
      byte[] samples = audio.readAllBytes();
      assertThat(samples.length / 16_000.0).as("seconds").isBetween(2.0, 15.0);
      assertThat(level(samples)).as("level").isBetween(0.01, 0.7);
    }
  }

  @Test
  @DisplayName("a longer text lasts longer")
  void longer() throws Exception {
    say("您好。", folder.resolve("a.wav"));
    say(TEXT + TEXT, folder.resolve("b.wav"));
    assertThat(Files.size(folder.resolve("b.wav")))
        .isGreaterThan(3 * Files.size(folder.resolve("a.wav")));
  }

  @Test
  @DisplayName("different texts sound different, the same text sounds the same")
  void same() throws Exception {
    say("社会保险", folder.resolve("a.wav"));
    say("社会保险", folder.resolve("b.wav"));
    say("就业创业", folder.resolve("c.wav"));
    assertThat(folder.resolve("b.wav")).hasSameBinaryContentAs(folder.resolve("a.wav"));
    assertThat(Files.readAllBytes(folder.resolve("c.wav")))
        .isNotEqualTo(Files.readAllBytes(folder.resolve("a.wav")));
  }

  @Test
  @DisplayName("many texts at once are all spoken")
  void many() throws Exception {
    List<CompletableFuture<Void>> all = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      all.add(
          engine.synthesize("号码" + i, LANGUAGE, folder.resolve(i + ".wav")).toCompletableFuture());
    }
    CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).get(60, TimeUnit.SECONDS);
    for (int i = 0; i < 20; i++) {
      assertThat(Files.size(folder.resolve(i + ".wav"))).isGreaterThan(4_000);
    }
  }

  @Test
  @DisplayName("text is text: no option, no command, no file name is taken from it")
  void textIsText() throws Exception {
    say("--help", folder.resolve("a.wav"));
    say(
        "$(touch " + folder.resolve("made") + ") `touch " + folder.resolve("made") + "`",
        folder.resolve("b.wav"));
    say("<speak>您好</speak> & \u0007\u001b", folder.resolve("c.wav"));
    assertThat(folder.resolve("made")).doesNotExist();
    assertThat(Files.size(folder.resolve("a.wav"))).isGreaterThan(2_000);
  }

  @Test
  @DisplayName("a target that cannot be written fails with speech.engine.failed and leaves nothing")
  void failure() {
    Path nowhere = folder.resolve("no/such/folder/a.wav");
    CompletionStage<Void> spoken = engine.synthesize(TEXT, LANGUAGE, nowhere);
    assertThatThrownBy(() -> spoken.toCompletableFuture().get(20, TimeUnit.SECONDS))
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(HubException.class)
        .hasMessageContaining("speech.engine.failed");
    assertThat(nowhere).doesNotExist();
  }

  @Test
  @DisplayName("tells its languages and its voice")
  void tells() {
    assertThat(engine.languages()).contains(LANGUAGE);
    assertThat(engine.voice()).isNotBlank();
  }

  @Test
  @DisplayName("after stop it speaks no more and no thread of it is left")
  void stops() throws Exception {
    say("您好", folder.resolve("a.wav"));
    engine.stop();
    CompletionStage<Void> late = engine.synthesize(TEXT, LANGUAGE, folder.resolve("late.wav"));
    assertThatThrownBy(() -> late.toCompletableFuture().get(5, TimeUnit.SECONDS))
        .hasMessageContaining("speech.engine.failed");
    Awaitility.await()
        .atMost(Duration.ofSeconds(5))
        .until(
            () ->
                Thread.getAllStackTraces().keySet().stream()
                    .noneMatch(thread -> thread.getName().startsWith("speech-")));
  }

  private void say(String text, Path target) throws Exception {
    engine.synthesize(text, LANGUAGE, target).toCompletableFuture().get(20, TimeUnit.SECONDS);
  }

  private static AudioInputStream audio(Path file)
      throws IOException, UnsupportedAudioFileException {
    return AudioSystem.getAudioInputStream(new ByteArrayInputStream(Files.readAllBytes(file)));
  }

  private static double level(byte[] samples) {
    double sum = 0;
    for (int i = 0; i + 1 < samples.length; i += 2) {
      int sample = (short) ((samples[i] & 0xff) | samples[i + 1] << 8);
      sum += (double) sample * sample;
    }
    return Math.sqrt(sum / (samples.length / 2.0)) / 32768;
  }
}
