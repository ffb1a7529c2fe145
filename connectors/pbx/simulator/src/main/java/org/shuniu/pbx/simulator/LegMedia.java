// SPDX-License-Identifier: Apache-2.0
package org.shuniu.pbx.simulator;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.shuniu.api.pbx.PbxCommand;
import org.shuniu.api.pbx.PbxCommand.CollectDigits;
import org.shuniu.api.pbx.PbxCommand.PlayPrompt;
import org.shuniu.api.pbx.PbxEvent;
import org.shuniu.api.pbx.PbxEvent.Outcome;

/**
 * What is played to one leg and asked from it: one request after another, each of which ends
 * exactly once. Guarded by the switch.
 */
final class LegMedia {
  private final SimSwitch pbx;
  private final SimLeg leg;
  private final Deque<PbxCommand> waiting = new ArrayDeque<>();
  private final StringBuilder keys = new StringBuilder();
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
    if (current instanceof PlayPrompt prompt) {
      if (prompt.interruptible()) {
        end(Outcome.INTERRUPTED);
      }
    } else if (current instanceof CollectDigits question) {
      timer.cancel();
      sounding = false;
      if (question.terminator().indexOf(key) >= 0) {
        end(Outcome.COMPLETED);
        return;
      }
      keys.append(key);
      if (keys.length() >= question.max()) {
        end(Outcome.COMPLETED);
      } else {
        timer = pbx.after(question.between(), () -> end(Outcome.TIMEOUT));
      }
    }
  }

  private void next() {
    if (current != null || waiting.isEmpty()) {
      return;
    }
    current = waiting.remove();
    keys.setLength(0);
    Optional<Duration> length = pbx.lengths().of(audio(current));
    if (length.isEmpty()) {
      timer = pbx.after(Duration.ZERO, () -> end(Outcome.FAILED));
      return;
    }
    sounding = true;
    if (current instanceof CollectDigits question) {
      timer = pbx.after(length.get(), () -> awaitFirst(question));
      leg.person().keysAwaited();
    } else {
      timer = pbx.after(length.get(), () -> end(Outcome.COMPLETED));
    }
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

  private void end(Outcome outcome) {
    PbxCommand over = current;
    if (over == null) {
      return;
    }
    current = null;
    timer.cancel();
    sounding = false;
    tell(over, outcome);
    next();
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
