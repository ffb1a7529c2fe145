// SPDX-License-Identifier: Apache-2.0
package org.shuniu.pbx.asterisk;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import org.shuniu.api.pbx.PbxEvent.Outcome;
import org.shuniu.api.pbx.spi.TypeAhead;

/**
 * What one leg hears and keys, one request after another. Audio is played by AGI commands, which
 * Asterisk queues for the channel; keys are taken from the events of the keys, so that none is lost
 * between two commands. Nothing blocks and no call has a thread. Loop thread only.
 */
final class LegMedia {
  /** What the media of a leg need of the driver. */
  interface Host {
    /** Runs an AGI command on the leg; the result comes by {@link LegMedia#result}. */
    void agi(Leg leg, String command, String commandId);

    /** Takes the leg out of its AGI command and into a new AGI. */
    void reset(Leg leg);

    /** Shields keys from a recording, or ends the shield. */
    void shield(Leg leg, boolean on);

    Future<?> after(Duration delay, Runnable task);

    Instant now();

    Settings settings();
  }

  /** Told once for each request. */
  interface Done {
    void done(String digits, Outcome outcome);
  }

  /**
   * A prompt, or an input when {@code input} is there.
   *
   * @param interruptible a key cuts the audio
   */
  record Request(List<String> audio, boolean interruptible, Optional<Input> input, Done done) {}

  /** What is awaited from the keys. */
  record Input(int max, String terminator, Duration first, Duration between, boolean secret) {}

  private static final String ALL_KEYS = "0123456789*#";

  /** A key cuts what plays; if it came between two commands, it did not. */
  private static final Duration CUT_BY_THE_KEY = Duration.ofMillis(150);

  private final Leg leg;
  private final Host host;
  private final Deque<Request> queue = new ArrayDeque<>();
  private Optional<Request> current = Optional.empty();
  private Optional<Future<?>> timer = Optional.empty();
  private final StringBuilder digits = new StringBuilder();

  /** Keys for inputs that are still to come. */
  private final TypeAhead typed = new TypeAhead();

  private int next;
  private int commands;

  /** The AGI command that runs, empty for none. */
  private String running = "";

  private boolean inAgi;
  private boolean music;
  private boolean answerOrdered;

  LegMedia(Leg leg, Host host) {
    this.leg = leg;
    this.host = host;
  }

  /** Answers the leg; music starts when no request waits. */
  void answer() {
    if (!answerOrdered) {
      answerOrdered = true;
      goOn();
    }
  }

  /** Does this after all that was asked before. */
  void add(Request request) {
    List<String> audio =
        request.audio().stream()
            .flatMap(part -> AgiResult.spell(part, host.settings().digits()))
            .toList();
    queue.add(new Request(audio, request.interruptible(), request.input(), request.done()));
    if (current.isEmpty()) {
      goOn();
    }
  }

  /** The leg is in AGI: what waits can begin. */
  void agiStarted() {
    inAgi = true;
    running = "";
    music = false;
    goOn();
  }

  /** The leg left AGI: into a bridge, on hold, by a reset, or for good. */
  void agiEnded() {
    inAgi = false;
    running = "";
    music = false;
  }

  /** An AGI command is over: {@code 200 result=49 endpos=8480}. */
  void result(String commandId, String result) {
    if (!commandId.equals(running)) {
      return;
    }
    running = "";
    int code = AgiResult.value(result, "result").orElse(-1);
    boolean unplayed = code == 0 && AgiResult.value(result, "endpos").orElse(1) == 0;
    if (current.isEmpty()) {
      goOn();
    } else if (code < 0 || unplayed) {
      finish(Outcome.FAILED);
    } else if (code > 0 && current.get().input().isEmpty()) {
      finish(Outcome.INTERRUPTED);
    } else {
      goOn();
    }
  }

  /** The party pressed a key. */
  void key(String pressed) {
    char key = pressed.charAt(0);
    if (typed.late(key, host.now())) {
      return;
    }
    Optional<Input> input = current.flatMap(Request::input);
    if (input.isPresent()) {
      if (take(input.get(), key)) {
        finish(Outcome.COMPLETED);
      } else {
        await(input.get().between());
      }
    } else if (current.isEmpty() && queue.isEmpty()) {
      typed.between(key, host.now());
    } else if (current.isEmpty()) {
      // Asked already, but a command that cannot be cut, music say, still runs on the leg.
      typed.duringPrompt(key);
    } else if (current.get().interruptible()) {
      typed.duringPrompt(key);
      finish(Outcome.INTERRUPTED);
    }
  }

  /** Whether this key was the last one of the input. */
  private boolean take(Input input, char key) {
    if (input.terminator().indexOf(key) >= 0) {
      return true;
    }
    digits.append(key);
    return full(input);
  }

  private boolean full(Input input) {
    return digits.length() >= input.max();
  }

  /** Ends all requests, and what is heard, with this outcome. */
  void stop(Outcome outcome) {
    boolean playing = !running.isEmpty() && current.isPresent();
    Deque<Request> waiting = new ArrayDeque<>(queue);
    queue.clear();
    if (current.isPresent()) {
      end(outcome);
    }
    waiting.forEach(request -> request.done().done("", outcome));
    typed.clear();
    if (playing) {
      running = "";
      host.reset(leg);
    }
  }

  /** Ends all requests because the leg is gone, or goes elsewhere by itself. */
  void abandon(Outcome outcome) {
    running = "";
    stop(outcome);
  }

  /** Whether anything is asked of the leg. */
  boolean busy() {
    return current.isPresent() || !queue.isEmpty();
  }

  private void goOn() {
    if (!inAgi || !running.isEmpty()) {
      return;
    }
    if (answerOrdered && !leg.answered) {
      command("ANSWER");
      return;
    }
    while (current.isEmpty() && !queue.isEmpty()) {
      begin(queue.remove());
    }
    current.ifPresentOrElse(this::step, this::idle);
  }

  private void begin(Request request) {
    cancelTimer();
    current = Optional.of(request);
    next = 0;
    digits.setLength(0);
    if (request.input().map(Input::secret).orElse(false)) {
      host.shield(leg, true);
      typed.clear();
    }
    request.input().filter(this::takeTyped).ifPresent(input -> end(Outcome.COMPLETED));
  }

  /** Takes what was typed ahead; whether that ends the input. */
  private boolean takeTyped(Input input) {
    boolean last = false;
    for (Optional<Character> key = typed.next(); key.isPresent(); key = typed.next()) {
      last = take(input, key.get());
      if (last) {
        break;
      }
    }
    return last;
  }

  private void step(Request request) {
    boolean keyed = !digits.isEmpty();
    if (next < request.audio().size() && !keyed) {
      String keys = request.interruptible() ? ALL_KEYS : "";
      Optional<String> command = AgiResult.play(request.audio().get(next++), keys);
      command.ifPresentOrElse(
          text -> {
            music = false;
            command(text);
          },
          () -> finish(Outcome.FAILED));
    } else if (request.input().isPresent()) {
      await(keyed ? request.input().get().between() : request.input().get().first());
    } else {
      finish(Outcome.COMPLETED);
    }
  }

  /** A caller without a request hears music; a short pause lets the next prompt come first. */
  private void idle() {
    if (leg.outside && leg.answered && !music) {
      cancelTimer();
      timer = Optional.of(host.after(host.settings().musicDelay(), this::startMusic));
    }
  }

  private void startMusic() {
    if (inAgi && running.isEmpty() && !busy() && !music) {
      music = true;
      command("SET MUSIC ON");
    }
  }

  private void await(Duration patience) {
    cancelTimer();
    timer = Optional.of(host.after(patience, () -> finish(Outcome.TIMEOUT)));
  }

  private void finish(Outcome outcome) {
    if (current.isEmpty()) {
      return;
    }
    end(outcome);
    if (running.isEmpty()) {
      goOn();
    } else {
      String playing = running;
      host.after(CUT_BY_THE_KEY, () -> cut(playing));
    }
  }

  private void cut(String playing) {
    if (running.equals(playing)) {
      running = "";
      host.reset(leg);
    }
  }

  private void end(Outcome outcome) {
    cancelTimer();
    Request request = current.orElseThrow();
    current = Optional.empty();
    request.input().ifPresentOrElse(this::inputEnded, () -> typed.promptEnded(host.now()));
    String keyed = digits.toString();
    digits.setLength(0);
    request.done().done(keyed, outcome);
  }

  private void inputEnded(Input input) {
    if (input.secret()) {
      host.shield(leg, false);
    }
    typed.inputEnded(full(input) ? input.terminator() : "", input.secret(), host.now());
  }

  private void command(String text) {
    running = leg.id + "/" + ++commands;
    host.agi(leg, text, running);
  }

  private void cancelTimer() {
    timer.ifPresent(pending -> pending.cancel(false));
    timer = Optional.empty();
  }
}
