// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.ivr;

import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.shuniu.api.base.Message;
import org.shuniu.api.services.ivr.FlowEnded;
import org.shuniu.api.services.ivr.FlowNodeEntered;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the kinds of nodes do, and where a run goes from there. Whoever calls holds the run's
 * monitor.
 *
 * <p>A kind that waits has three places here: {@link #perform} begins it and notes what is awaited,
 * a method of its own takes the answer, and {@link #missing} goes on when none comes.
 */
final class Steps {
  private static final Logger LOG = LoggerFactory.getLogger(Steps.class);
  private static final int USUAL_RETRIES = 2;

  /** A run that enters more nodes goes in circles with the caller's help, or by a bug. */
  private static final int MOST_NODES = 300;

  private final Consumer<Message> out;
  private final Dialogue dialogue;
  private final Clock clock;

  Steps(Consumer<Message> out, Dialogue dialogue, Clock clock) {
    this.out = out;
    this.dialogue = dialogue;
    this.clock = clock;
  }

  /** Goes to a node of the flow, by this input if there was one, and does what it says. */
  void enter(Run run, String name, Optional<String> input) {
    FlowNode node = Objects.requireNonNull(run.flow().nodes().get(name));
    run.at = name;
    run.failures = 0;
    tell(run, node, input);
    if (run.sequence > MOST_NODES) {
      LOG.warn("Contact {} entered {} nodes; it goes to the queue", run.contact, run.sequence);
      fallback(run);
    } else {
      perform(run, node, "");
    }
  }

  /** Does once more what the present node says. */
  void again(Run run) {
    run.node().ifPresent(node -> perform(run, node, ""));
  }

  private void tell(Run run, FlowNode node, Optional<String> input) {
    out.accept(
        new FlowNodeEntered(
            run.contact,
            run.published.name(),
            run.published.version(),
            ++run.sequence,
            run.at,
            node.kind().word(),
            node.labelOr(run.at),
            input,
            clock.instant()));
  }

  /** Does what the node says; {@code before} is spoken first. */
  private void perform(Run run, FlowNode node, String before) {
    switch (node.kind()) {
      case PROMPT, QUEUE, HANG_UP -> dialogue.speak(run, node, before, () -> afterPrompt(run));
      case MENU, COLLECT ->
          // A question that nobody hears is not asked.
          dialogue.ask(
              run, node, before, () -> enter(run, name(node.exhausted()), Optional.empty()));
      case SET -> {
        run.variables.set(name(node), run.variables.fill(text(node.value())));
        enter(run, name(node.next()), Optional.empty());
      }
      case BRANCH -> {
        List<FlowNode.Case> cases = node.cases() == null ? List.of() : node.cases();
        String target =
            cases.stream()
                .filter(run.variables::holds)
                .map(FlowNode.Case::target)
                .findFirst()
                .orElse(name(node.next()));
        enter(run, target, Optional.empty());
      }
    }
  }

  /** What was spoken has been heard, or cannot be spoken. */
  void afterPrompt(Run run) {
    FlowNode node = run.node().orElseThrow();
    switch (node.kind()) {
      case QUEUE ->
          end(
              run,
              FlowEnded.Outcome.QUEUE,
              name(node.skill()),
              node.priority() == null ? 0 : node.priority());
      case HANG_UP -> end(run, FlowEnded.Outcome.HANG_UP, "", 0);
      default -> enter(run, name(node.next()), Optional.empty());
    }
  }

  /** An answer did not come, or the switch refused. */
  void missing(Run run) {
    run.forgetRequest();
    FlowNode node = run.node().orElseThrow();
    switch (node.kind()) {
      case MENU, COLLECT -> failed(run, node, text(node.timeoutText()));
      case SET, BRANCH -> perform(run, node, "");
      case PROMPT, QUEUE, HANG_UP -> afterPrompt(run);
    }
  }

  /** The caller keyed this; empty if nothing. */
  void input(Run run, String digits) {
    FlowNode node = run.node().orElseThrow();
    if (digits.isEmpty()) {
      failed(run, node, text(node.timeoutText()));
    } else if (node.kind() == FlowNode.Kind.MENU) {
      String target = node.keys() == null ? null : node.keys().get(digits);
      if (target == null) {
        tell(run, node, Optional.of(digits));
        failed(run, node, text(node.invalidText()));
      } else {
        enter(run, target, Optional.of(digits));
      }
    } else {
      collected(run, node, digits);
    }
  }

  private void collected(Run run, FlowNode node, String digits) {
    boolean good =
        digits.length() >= (node.min() == null ? 1 : node.min())
            && digits.chars().allMatch(c -> c >= '0' && c <= '9' || c == '*' || c == '#');
    if (!good) {
      failed(run, node, text(node.invalidText()));
    } else if (node.keepsSecret()) {
      run.variables.setSecret(name(node.variable()), digits);
      enter(run, name(node.next()), Optional.empty());
    } else {
      run.variables.set(name(node.variable()), digits);
      enter(run, name(node.next()), Optional.of(digits));
    }
  }

  private void failed(Run run, FlowNode node, String excuse) {
    if (++run.failures > node.retriesOr(USUAL_RETRIES)) {
      enter(run, name(node.exhausted()), Optional.empty());
    } else {
      perform(run, node, excuse);
    }
  }

  private void fallback(Run run) {
    end(run, FlowEnded.Outcome.QUEUE, run.flow().fallbackSkill(), 0);
  }

  private void end(Run run, FlowEnded.Outcome outcome, String skill, int priority) {
    out.accept(new FlowEnded(run.contact, outcome, skill, priority, run.variables.attached()));
    run.over = true;
  }

  private static String text(@Nullable String text) {
    return text == null ? "" : text;
  }

  /** A name that the check has made sure of. */
  private static String name(@Nullable String name) {
    return Objects.requireNonNull(name);
  }

  private static String name(FlowNode node) {
    return name(node.variable());
  }
}
