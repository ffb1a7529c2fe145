// SPDX-License-Identifier: Apache-2.0
package org.shuniu.pbx.simulator;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.shuniu.api.pbx.PbxCommand;
import org.shuniu.api.pbx.PbxCommand.CollectDigits;
import org.shuniu.api.pbx.PbxCommand.PlayPrompt;
import org.shuniu.api.pbx.PbxEvent;
import org.shuniu.api.pbx.PbxEvent.Outcome;
import org.shuniu.api.pbx.spi.TypeAhead;

/**
 * What is played to one leg and asked from it: one request after another, each of which ends
 * exactly once. Guarded by the switch.
 */
final class LegMedia {
  private final SimSwitch pbx;
  private final SimLeg leg;
  private final Deque<PbxCommand> waiting = new ArrayDeque<>();
  private final StringBuilder keys = new StringBuilder();

  /** Keys for inputs that are still to come. */
  private final TypeAhead typed = new TypeAhead();

  private @Nullable PbxCommand current;
  private Timers.Handle timer = Timers.Handle.NONE;
  private boolean sounding;

  LegMedia(SimSwitch pbx, SimLeg leg) {
    this.pbx = pbx;
    this.leg = leg;
  }

  /** Whether a prompt sounds now. */
  boolean sounding() {
    return sounding;
  }

  void add(PbxCommand request) {
    if (!known(request)) {
      waiting.add(request);
      next();
    }
  }

  private boolean known(PbxCommand request) {
    return (current != null && current.request().equals(request.request()))
        || waiting.stream().anyMatch(other -> other.request().equals(request.request()));
  }

  /** Ends all requests. */
  void stop(Outcome outcome) {
    typed.clear();
    while (current != null) {
      PbxCommand over = current;
      current = null;
      timer.cancel();
      sounding = false;
      tell(over, outcome);
      current = waiting.poll();
    }
  }

  /** The party pressed a key. */
  void key(char key) {
    if (typed.late(key, pbx.now())) {
      return;
    }
    if (current instanceof PlayPrompt prompt) {
      if (prompt.interruptible()) {
        typed.duringPrompt(key);
        end(Outcome.INTERRUPTED);
      }
    } else if (current instanceof CollectDigits question) {
      if (take(question, key)) {
        end(Outcome.COMPLETED);
      } else {
        awaitFurther(question);
      }
    } else {
      typed.between(key, pbx.now());
    }
  }

  /** Whether this key was the last one of the input. */
  private boolean take(CollectDigits question, char key) {
    if (question.terminator().indexOf(key) >= 0) {
      return true;
    }
    keys.append(key);
    return full(question);
  }

  private boolean full(CollectDigits question) {
    return keys.length() >= question.max();
  }

  private void next() {
    while (current == null && !waiting.isEmpty()) {
      current = waiting.remove();
      keys.setLength(0);
      begin(current);
    }
  }

  private void begin(PbxCommand request) {
    if (request instanceof CollectDigits question && takeTyped(question)) {
      over(Outcome.COMPLETED);
      return;
    }
    if (request instanceof CollectDigits question && !keys.isEmpty()) {
      awaitFurther(question);
      return;
    }
    Optional<Duration> length = pbx.lengths().of(audio(request));
    if (length.isEmpty()) {
      timer = pbx.after(Duration.ZERO, () -> end(Outcome.FAILED));
      return;
    }
    sounding = true;
    if (request instanceof CollectDigits question) {
      timer = pbx.after(length.get(), () -> awaitFirst(question));
      leg.person().keysAwaited();
    } else {
      timer = pbx.after(length.get(), () -> end(Outcome.COMPLETED));
    }
  }

  /** Takes what was typed ahead; whether that ends the input. */
  private boolean takeTyped(CollectDigits question) {
    if (question.secret()) {
      typed.clear();
    }
    boolean last = false;
    for (Optional<Character> key = typed.next(); key.isPresent(); key = typed.next()) {
      last = take(question, key.get());
      if (last) {
        break;
      }
    }
    return last;
  }

  private static List<String> audio(PbxCommand request) {
    return request instanceof CollectDigits question
        ? question.audio()
        : ((PlayPrompt) request).audio();
  }

  private void awaitFirst(CollectDigits question) {
    sounding = false;
    timer = pbx.after(question.first(), () -> end(Outcome.TIMEOUT));
  }

  private void awaitFurther(CollectDigits question) {
    timer.cancel();
    sounding = false;
    timer = pbx.after(question.between(), () -> end(Outcome.TIMEOUT));
  }

  private void end(Outcome outcome) {
    if (current != null) {
      over(outcome);
      next();
    }
  }

  /** The present request is over. */
  private void over(Outcome outcome) {
    PbxCommand request = Objects.requireNonNull(current);
    current = null;
    timer.cancel();
    sounding = false;
    if (request instanceof CollectDigits question) {
      String unneeded = full(question) ? question.terminator() : "";
      typed.inputEnded(unneeded, question.secret(), pbx.now());
    } else {
      typed.promptEnded(pbx.now());
    }
    tell(request, outcome);
  }

  private void tell(PbxCommand over, Outcome outcome) {
    pbx.tell(
        over instanceof CollectDigits
            ? new PbxEvent.DigitsCollected(
                pbx.name(),
                leg.call(),
                leg.id(),
                over.request(),
                keys.toString(),
                outcome,
                pbx.now())
            : new PbxEvent.PromptEnded(
                pbx.name(), leg.call(), leg.id(), over.request(), outcome, pbx.now()));
    keys.setLength(0);
  }
}
