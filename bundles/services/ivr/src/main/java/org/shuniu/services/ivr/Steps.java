// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.ivr;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
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
  private final Enquiries enquiries;
  private final UnaryOperator<String> seal;
  private final Clock clock;

  /**
   * The steps of all runs.
   *
   * @param seal makes a secret what may be kept; nothing else of it is
   */
  Steps(
      Consumer<Message> out,
      Dialogue dialogue,
      Enquiries enquiries,
      UnaryOperator<String> seal,
      Clock clock) {
    this.out = out;
    this.dialogue = dialogue;
    this.enquiries = enquiries;
    this.seal = seal;
    this.clock = clock;
  }

  /**
   * Goes to a node of the flow and does what it says.
   *
   * @param input what the caller keyed to get there, or the word how a question to a business
   *     system ended
   */
  void enter(Run run, String name, Optional<String> input) {
    FlowNode node = Objects.requireNonNull(run.flow().nodes().get(name));
    run.forgetRequest();
    run.at = name;
    run.failures = 0;
    tell(run, node, input);
    if (run.sequence > MOST_NODES) {
      LOG.warn("Contact {} entered {} nodes; its flow is ended", run.contact, run.sequence);
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
      case PROMPT, QUEUE, HANG_UP, RETURN ->
          dialogue.speak(run, node, before, () -> afterPrompt(run));
      case MENU, COLLECT ->
          // A question that nobody hears is not asked.
          dialogue.ask(
              run, node, before, () -> enter(run, name(node.exhausted()), Optional.empty()));
      case QUERY -> enquiries.ask(run, node);
      case IDENTIFY -> enquiries.identify(run, node);
      case SET -> {
        run.variables.assign(name(node), text(node.value()), run.language());
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
              skill(run, node),
              node.priority() == null ? 0 : node.priority());
      case HANG_UP -> end(run, FlowEnded.Outcome.HANG_UP, "", 0);
      case RETURN -> end(run, FlowEnded.Outcome.RETURN, "", 0);
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
      case PROMPT, QUEUE, HANG_UP, RETURN -> afterPrompt(run);
      case QUERY -> enter(run, name(node.failed()), Optional.of("failed"));
      case IDENTIFY -> enter(run, name(node.next()), Optional.of("unconfirmed"));
    }
  }

  /** A business link has answered. */
  void answered(Run run, Map<String, Object> content) {
    FlowNode node = run.node().orElseThrow();
    enquiries.take(run, node, content);
    enter(run, name(node.next()), Optional.of("answered"));
  }

  /** There is no answer: the foreign system refuses, or it cannot be asked. */
  void refused(Run run, String code, Map<String, Object> arguments) {
    if (code.equals("business.refused")) {
      Enquiries.Refusal refusal = enquiries.refusal(run, run.node().orElseThrow(), arguments);
      enter(run, refusal.target(), Optional.of(refusal.word()));
    } else {
      missing(run);
    }
  }

  /** The hub knows who the caller is; nothing if no node waits for that. */
  void verified(Run run) {
    run.node()
        .filter(node -> node.kind() == FlowNode.Kind.IDENTIFY && run.request.isPresent())
        .ifPresent(node -> enter(run, name(node.next()), Optional.of("verified")));
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
    Optional<String> value = value(node, digits);
    if (value.isEmpty()) {
      failed(run, node, text(node.invalidText()));
    } else if (node.keepsSecret()) {
      // From here on nobody but the host of a business link can read it.
      run.variables.setSecret(name(node.variable()), seal.apply(value.get()));
      enter(run, name(node.next()), Optional.empty());
    } else {
      run.variables.set(name(node.variable()), value.get());
      enter(run, name(node.next()), value);
    }
  }

  /** What was keyed, as it is meant; empty if it cannot be meant. */
  private static Optional<String> value(FlowNode node, String digits) {
    if (node.format() == FlowNode.Format.IDENTITY) {
      return IdentityNumber.keyed(digits);
    }
    boolean good =
        digits.length() >= (node.min() == null ? 1 : node.min())
            && digits.chars().allMatch(c -> c >= '0' && c <= '9' || c == '*' || c == '#');
    return good ? Optional.of(digits) : Optional.empty();
  }

  private void failed(Run run, FlowNode node, String excuse) {
    if (++run.failures > node.retriesOr(USUAL_RETRIES)) {
      enter(run, name(node.exhausted()), Optional.empty());
    } else {
      perform(run, node, excuse);
    }
  }

  private void fallback(Run run) {
    if (run.flow().subFlow()) {
      end(run, FlowEnded.Outcome.RETURN, "", 0);
    } else {
      end(run, FlowEnded.Outcome.QUEUE, run.fallbackSkill(), 0);
    }
  }

  /** That of the node, which may be {@code ${line.skill}}. */
  private static String skill(Run run, FlowNode node) {
    String skill = run.variables.fill(name(node.skill()), "");
    return skill.isBlank() ? run.fallbackSkill() : skill;
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
