// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.ivr;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Checks what the nodes of a flow say, each by itself. */
final class NodeCheck {
  private static final int MOST_ENTRIES = 50;
  private static final String KEYS = "0123456789*#";

  /** Names of links, operations, fields, reasons, places in an answer. */
  private static final Pattern WORD = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,127}");

  private final Flow flow;
  private final Problems problems;

  NodeCheck(Flow flow, Problems problems) {
    this.flow = flow;
    this.problems = problems;
  }

  void check(String name, @Nullable FlowNode node) {
    String path = "nodes." + name;
    problems.name(path, name);
    if (node == null || node.kind() == null) {
      problems.add(path, "ivr.flow.kind");
      return;
    }
    problems.text(path, node.label());
    node.texts().forEach((place, text) -> text(path, place, text));
    if (node.language() != null) {
      problems.language(path + ".language", node.language());
    }
    if (node.prompt() != null) {
      problems.name(path + ".prompt", node.prompt());
      if (!node.speaks()) {
        problems.add(path + ".prompt", "ivr.flow.kind");
      }
    }
    ranges(path, node);
    needs(path, node);
  }

  private void spoken(String path, FlowNode node) {
    if (node.prompt() == null) {
      problems.required(path + ".text", node.text());
    }
  }

  private void text(String path, String place, String text) {
    problems.text(path, text);
    boolean known =
        Variables.REFERENCE
            .matcher(text)
            .results()
            .map(reference -> reference.group(2))
            .allMatch(function -> function == null || Spoken.of(function).isPresent());
    if (!known) {
      problems.add(path + "." + place, "ivr.flow.function");
    }
  }

  private void ranges(String path, FlowNode node) {
    problems.range(path + ".retries", node.retries(), 0, 10);
    problems.range(path + ".timeoutMs", node.timeoutMs(), 500, 30_000);
    problems.range(path + ".betweenMs", node.betweenMs(), 500, 30_000);
    problems.range(path + ".priority", node.priority(), -100, 100);
    problems.range(path + ".patienceMs", node.patienceMs(), 500, 30_000);
    problems.range(path + ".attempts", node.attempts(), 1, 10);
  }

  private void needs(String path, FlowNode node) {
    switch (node.kind()) {
      case PROMPT -> {
        spoken(path, node);
        target(path + ".next", node.next());
      }
      case MENU -> menu(path, node);
      case COLLECT -> collect(path, node);
      case SET -> {
        problems.name(path + ".variable", node.variable());
        problems.text(path + ".variable", node.value());
        if (node.value() == null) {
          problems.add(path + ".value", "ivr.flow.required");
        }
        target(path + ".next", node.next());
      }
      case BRANCH -> branch(path, node);
      case QUEUE -> {
        problems.required(path + ".skill", node.skill());
        only(path, !flow.subFlow());
      }
      case HANG_UP -> only(path, !flow.subFlow());
      case RETURN -> only(path, flow.subFlow());
      case QUERY -> query(path, node);
      case IDENTIFY -> {
        problems.name(path + ".identity", node.identity());
        target(path + ".next", node.next());
      }
    }
  }

  /** A flow of a line ends in a queue or with the call, a sub-flow returns. */
  private void only(String path, boolean here) {
    if (!here) {
      problems.add(path + ".kind", "ivr.flow.kind");
    }
  }

  private void menu(String path, FlowNode node) {
    spoken(path, node);
    target(path + ".exhausted", node.exhausted());
    if (node.keys() == null || node.keys().isEmpty()) {
      problems.add(path + ".keys", "ivr.flow.required");
      return;
    }
    node.keys()
        .forEach(
            (key, target) -> {
              if (key.length() != 1 || KEYS.indexOf(key.charAt(0)) < 0) {
                problems.add(path + ".keys." + key, "ivr.flow.key");
              }
              target(path + ".keys." + key, target);
            });
  }

  private void collect(String path, FlowNode node) {
    spoken(path, node);
    problems.name(path + ".variable", node.variable());
    target(path + ".next", node.next());
    target(path + ".exhausted", node.exhausted());
    if (node.max() == null) {
      problems.add(path + ".max", "ivr.flow.required");
    }
    problems.range(path + ".max", node.max(), 1, 32);
    problems.range(path + ".min", node.min(), 1, node.max() == null ? 32 : node.max());
    if (node.terminator() != null
        && (node.terminator().length() > 1 || !KEYS.contains(node.terminator()))) {
      problems.add(path + ".terminator", "ivr.flow.key");
    }
  }

  private void branch(String path, FlowNode node) {
    target(path + ".next", node.next());
    if (node.cases() == null || node.cases().isEmpty() || node.cases().size() > MOST_ENTRIES) {
      problems.add(path + ".cases", "ivr.flow.required");
      return;
    }
    for (int i = 0; i < node.cases().size(); i++) {
      FlowNode.Case each = node.cases().get(i);
      String at = path + ".cases." + i;
      if (each.variable() == null || each.is() == null || each.value() == null) {
        problems.add(at, "ivr.flow.required");
      }
      target(at + ".target", each.target());
    }
  }

  private void query(String path, FlowNode node) {
    word(path + ".link", node.link());
    word(path + ".operation", node.operation());
    target(path + ".next", node.next());
    target(path + ".failed", node.failed());
    if (node.refusedElse() != null) {
      target(path + ".refusedElse", node.refusedElse());
    }
    if (node.attempts() != null) {
      target(path + ".exhausted", node.exhausted());
    }
    few(path + ".arguments", node.argumentsOrNone().size());
    few(path + ".results", node.resultsOrNone().size());
    few(path + ".refused", node.refusedOrNone().size());
    node.argumentsOrNone()
        .forEach(
            (field, text) -> {
              word(path + ".arguments." + field, field);
              problems.required(path + ".arguments." + field, text);
            });
    node.resultsOrNone()
        .forEach(
            (variable, place) -> {
              problems.name(path + ".results." + variable, variable);
              word(path + ".results." + variable, place);
            });
    node.refusedOrNone()
        .forEach(
            (reason, target) -> {
              word(path + ".refused." + reason, reason);
              target(path + ".refused." + reason, target);
            });
    node.attachOrNone().stream()
        .filter(name -> !node.resultsOrNone().containsKey(name))
        .forEach(name -> problems.add(path + ".attach", "ivr.flow.variable"));
  }

  private void few(String path, int entries) {
    problems.range(path, entries, 0, MOST_ENTRIES);
  }

  private void word(String path, @Nullable String word) {
    problems.required(path, word);
    if (word != null && !word.isBlank() && !WORD.matcher(word).matches()) {
      problems.add(path, "ivr.flow.form");
    }
  }

  void target(String path, @Nullable String target) {
    problems.required(path, target);
    if (target != null && !target.isBlank() && !flow.nodes().containsKey(target)) {
      problems.add(path, "ivr.flow.target");
    }
  }
}
