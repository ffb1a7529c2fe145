// SPDX-License-Identifier: Apache-2.0
package org.shuniu.pbx.asterisk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Moments that a real switch shows too seldom. */
class LegMediaTest {
  private static final String DONE = "200 result=0 endpos=8000";

  /** A switch by hand: commands wait for {@link #done}, delays for {@link #elapse}. */
  private final class Hand implements LegMedia.Host {
    final Deque<String> commands = new ArrayDeque<>();
    final Deque<String> ids = new ArrayDeque<>();
    final Deque<Runnable> delayed = new ArrayDeque<>();

    @Override
    public void agi(Leg leg, String command, String commandId) {
      commands.add(command);
      ids.add(commandId);
    }

    @Override
    public void reset(Leg leg) {}

    @Override
    public void shield(Leg leg, boolean on) {}

    @Override
    public Future<?> after(Duration delay, Runnable task) {
      CompletableFuture<Void> future = new CompletableFuture<>();
      delayed.add(
          () -> {
            if (!future.isDone()) {
              task.run();
            }
          });
      return future;
    }

    @Override
    public Instant now() {
      return Instant.EPOCH;
    }

    @Override
    public Settings settings() {
      return TranscriptTest.settings(1, folder);
    }

    void elapse() {
      delayed.remove().run();
    }

    void done() {
      leg.media.result(ids.remove(), DONE);
    }
  }

  @TempDir private Path folder;
  private final Hand hand = new Hand();
  private final List<String> inputs = new ArrayList<>();
  private final Leg leg =
      new Leg(
          "1.1", "call", true, "13800138000", "12333", Instant.EPOCH, l -> new LegMedia(l, hand));

  @BeforeEach
  void answeredAndIdle() {
    leg.answered = true;
    leg.media.agiStarted();
  }

  @Test
  void keysCountAlthoughMusicIsJustBeingStarted() {
    hand.elapse();
    assertThat(hand.commands).containsExactly("SET MUSIC ON");
    ask(false);
    leg.media.key("1");
    assertThat(hand.commands).as("the switch does one thing after another").hasSize(1);
    hand.done();
    leg.media.key("2");
    assertThat(inputs).containsExactly("COMPLETED 12");
  }

  @Test
  void aSecretTakesNoKeyThatCameBeforeItWasAsked() {
    hand.elapse();
    ask(true);
    leg.media.key("1");
    hand.done();
    leg.media.key("2");
    leg.media.key("3");
    assertThat(inputs).containsExactly("COMPLETED 23");
  }

  private void ask(boolean secret) {
    leg.media.add(
        new LegMedia.Request(
            List.of("file:///prompt.wav"),
            true,
            Optional.of(
                new LegMedia.Input(2, "#", Duration.ofSeconds(5), Duration.ofSeconds(5), secret)),
            (digits, outcome) -> inputs.add(outcome + " " + digits)));
  }
}
