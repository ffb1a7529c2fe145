// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.ivr;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.shuniu.api.base.Ids;
import org.shuniu.api.base.Message;
import org.shuniu.api.business.BusinessCommand;
import org.shuniu.api.services.citizen.IdentifyCaller;

/**
 * Asks business links for callers, and tells the hub who they are (I2, T11). Notes in the run what
 * is awaited, and until when. What is asked and answered is in no log.
 */
final class Enquiries {
  private static final Duration PATIENCE = Duration.ofSeconds(8);

  /** The host of the link answers within the patience; its answer needs a moment to be here. */
  private static final Duration ON_THE_WAY = Duration.ofSeconds(2);

  private static final Duration RECOGNITION = Duration.ofSeconds(2);
  private static final String METHOD = "ivr-password";

  /** What a foreign reason looks like; anything else may hold what nobody shall read. */
  private static final Pattern REASON = Pattern.compile("[a-z][a-z0-9.-]{0,39}");

  private final Consumer<Message> out;
  private final Dialogue dialogue;
  private final Clock clock;

  Enquiries(Consumer<Message> out, Dialogue dialogue, Clock clock) {
    this.out = out;
    this.dialogue = dialogue;
    this.clock = clock;
  }

  /** Where a refusal leads, and the word for the trail. */
  record Refusal(String target, String word) {}

  /**
   * Asks what the node says. Asked once more while the answer is awaited, it is the same question:
   * a wrong password is not counted twice over there.
   */
  void ask(Run run, FlowNode node) {
    boolean again = run.request.isPresent();
    String request = await(run, patience(node, PATIENCE).plus(ON_THE_WAY));
    Map<String, Object> content = new HashMap<>();
    node.argumentsOrNone()
        .forEach((field, text) -> content.put(field, run.variables.argument(text)));
    out.accept(
        new BusinessCommand.QueryBusiness(
            Objects.requireNonNull(node.link()),
            request,
            run.contact,
            Objects.requireNonNull(node.operation()),
            Map.copyOf(content),
            patience(node, PATIENCE)));
    if (!again) {
      dialogue.aside(run, node, request);
    }
  }

  /** Tells who the caller is; the command is durable, so it is told once. */
  void identify(Run run, FlowNode node) {
    boolean told = run.request.isPresent();
    await(run, patience(node, RECOGNITION));
    if (!told) {
      String identity = run.variables.argument("${" + node.identity() + "}");
      String name = node.name() == null ? "" : run.variables.fill(node.name(), "");
      String method = node.method() == null ? METHOD : node.method();
      out.accept(new IdentifyCaller(run.contact, identity, name, method));
    }
  }

  private String await(Run run, Duration patience) {
    String request = run.request.orElseGet(Ids::next);
    run.request = Optional.of(request);
    run.deadline = clock.instant().plus(patience);
    return request;
  }

  private static Duration patience(FlowNode node, Duration usual) {
    return node.patienceMs() == null ? usual : Duration.ofMillis(node.patienceMs());
  }

  /** Takes what the flow wants of an answer; it stays in the run unless the flow attaches it. */
  void take(Run run, FlowNode node, Map<String, Object> content) {
    node.resultsOrNone()
        .forEach(
            (variable, path) -> {
              String value = text(content, path);
              if (node.attachOrNone().contains(variable)) {
                run.variables.set(variable, value);
              } else {
                run.variables.setPrivate(variable, value);
              }
            });
  }

  /** Where the foreign system's refusal leads; refusals of one reason are counted. */
  Refusal refusal(Run run, FlowNode node, Map<String, Object> arguments) {
    String reason = String.valueOf(arguments.get("reason"));
    String word = REASON.matcher(reason).matches() ? reason : "refused";
    int times = run.refusals.merge(run.at + " " + word, 1, Integer::sum);
    if (node.attempts() != null && times >= node.attempts()) {
      return new Refusal(Objects.requireNonNull(node.exhausted()), word);
    }
    String otherwise = node.refusedElse() == null ? node.failed() : node.refusedElse();
    @Nullable String target = node.refusedOrNone().get(reason);
    return new Refusal(target == null ? Objects.requireNonNull(otherwise) : target, word);
  }

  /** A single value of a JSON object: {@code items.0.month}; nothing if there is none. */
  static String text(Map<String, Object> content, String path) {
    @Nullable Object value = content;
    for (String step : path.split("\\.", -1)) {
      value = step(value, step);
    }
    boolean single = value instanceof String || value instanceof Number || value instanceof Boolean;
    return single ? String.valueOf(value) : "";
  }

  private static @Nullable Object step(@Nullable Object value, String step) {
    if (value instanceof Map<?, ?> map) {
      return map.get(step);
    }
    if (value instanceof List<?> list && step.matches("[0-9]{1,4}")) {
      int index = Integer.parseInt(step);
      return index < list.size() ? list.get(index) : null;
    }
    return null;
  }
}
