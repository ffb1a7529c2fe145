// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.ivr;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.shuniu.api.base.HubException;

/** Refuses flows in which a caller could get stuck. Finds all problems at once. */
final class FlowCheck {
  private static final int MOST_NODES = 500;
  private static final int LONGEST_TEXT = 1_000;
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,63}");
  private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}");
  private static final String KEYS = "0123456789*#";

  private final Flow flow;
  private final List<FlowProblem> problems = new ArrayList<>();

  private FlowCheck(Flow flow) {
    this.flow = flow;
  }

  /** Returns if the flow is good, else throws {@code ivr.flow.invalid} with {@code problems}. */
  static void check(Flow flow) {
    FlowCheck check = new FlowCheck(flow);
    check.all();
    if (!check.problems.isEmpty()) {
      throw refused(check.problems);
    }
  }

  static HubException refused(List<FlowProblem> problems) {
    List<Map<String, String>> list =
        problems.stream().map(p -> Map.of("path", p.path(), "code", p.code())).toList();
    return HubException.caller(
        HubException.Reason.UNPROCESSABLE, "ivr.flow.invalid", Map.of("problems", list));
  }

  /** Where a node may lead. */
  static Collection<String> targets(FlowNode node) {
    List<String> targets = new ArrayList<>();
    Stream.of(node.next(), node.exhausted())
        .filter(target -> target != null && !target.isEmpty())
        .forEach(targets::add);
    if (node.keys() != null) {
      targets.addAll(node.keys().values());
    }
    if (node.cases() != null) {
      node.cases().forEach(branch -> targets.add(branch.target()));
    }
    return targets;
  }

  private void all() {
    required("labelZh", flow.labelZh());
    language("language", flow.language());
    required("fallbackSkill", flow.fallbackSkill());
    if (flow.nodes() == null || flow.nodes().isEmpty() || flow.nodes().size() > MOST_NODES) {
      problem("nodes", "ivr.flow.nodes");
      return;
    }
    target("start", flow.start());
    flow.variablesOrNone().forEach((name, text) -> variable("variables." + name, name, text));
    flow.nodes().forEach(this::node);
    secrets();
    if (problems.isEmpty()) {
      reach();
      circles();
    }
  }

  private void node(String name, @Nullable FlowNode node) {
    String path = "nodes." + name;
    if (!NAME.matcher(name).matches()) {
      problem(path, "ivr.flow.name");
    }
    if (node == null || node.kind() == null) {
      problem(path, "ivr.flow.kind");
      return;
    }
    Stream.of(node.text(), node.timeoutText(), node.invalidText(), node.value(), node.label())
        .filter(text -> text != null && text.length() > LONGEST_TEXT)
        .forEach(text -> problem(path, "ivr.flow.text-too-long"));
    if (node.language() != null) {
      language(path + ".language", node.language());
    }
    range(path + ".retries", node.retries(), 0, 10);
    range(path + ".timeoutMs", node.timeoutMs(), 500, 30_000);
    range(path + ".betweenMs", node.betweenMs(), 500, 30_000);
    range(path + ".priority", node.priority(), -100, 100);
    switch (node.kind()) {
      case PROMPT -> {
        required(path + ".text", node.text());
        target(path + ".next", node.next());
      }
      case MENU -> menu(path, node);
      case COLLECT -> collect(path, node);
      case SET -> {
        variable(path + ".variable", node.variable(), node.value());
        target(path + ".next", node.next());
      }
      case BRANCH -> branch(path, node);
      case QUEUE -> required(path + ".skill", node.skill());
      case HANG_UP -> {
        // Nothing that it needs.
      }
    }
  }

  private void menu(String path, FlowNode node) {
    required(path + ".text", node.text());
    target(path + ".exhausted", node.exhausted());
    if (node.keys() == null || node.keys().isEmpty()) {
      problem(path + ".keys", "ivr.flow.required");
      return;
    }
    node.keys()
        .forEach(
            (key, target) -> {
              if (key.length() != 1 || KEYS.indexOf(key.charAt(0)) < 0) {
                problem(path + ".keys." + key, "ivr.flow.key");
              }
              target(path + ".keys." + key, target);
            });
  }

  private void collect(String path, FlowNode node) {
    required(path + ".text", node.text());
    variable(path + ".variable", node.variable(), "");
    target(path + ".next", node.next());
    target(path + ".exhausted", node.exhausted());
    if (node.max() == null) {
      problem(path + ".max", "ivr.flow.required");
    }
    range(path + ".max", node.max(), 1, 32);
    range(path + ".min", node.min(), 1, node.max() == null ? 32 : node.max());
    if (node.terminator() != null
        && (node.terminator().length() > 1 || !KEYS.contains(node.terminator()))) {
      problem(path + ".terminator", "ivr.flow.key");
    }
  }

  private void branch(String path, FlowNode node) {
    target(path + ".next", node.next());
    if (node.cases() == null || node.cases().isEmpty() || node.cases().size() > 50) {
      problem(path + ".cases", "ivr.flow.required");
      return;
    }
    for (int i = 0; i < node.cases().size(); i++) {
      FlowNode.Case each = node.cases().get(i);
      String at = path + ".cases." + i;
      if (each.variable() == null || each.is() == null || each.value() == null) {
        problem(at, "ivr.flow.required");
      }
      target(at + ".target", each.target());
    }
  }

  /** A secret is compared, never spoken nor copied (T11): that a text names one is a slip. */
  private void secrets() {
    Set<String> secrets = new HashSet<>();
    Set<String> open = new HashSet<>(flow.variablesOrNone().keySet());
    for (FlowNode node : flow.nodes().values()) {
      if (node != null && node.variable() != null) {
        (node.keepsSecret() ? secrets : open).add(node.variable());
      }
    }
    flow.nodes()
        .forEach(
            (name, node) -> {
              if (node != null) {
                secret("nodes." + name, node, secrets, open);
              }
            });
  }

  private void secret(String path, FlowNode node, Set<String> secrets, Set<String> open) {
    if (node.keepsSecret() && open.contains(node.variable())) {
      problem(path + ".variable", "ivr.flow.secret");
    }
    boolean told =
        Stream.of(node.text(), node.timeoutText(), node.invalidText(), node.value())
            .flatMap(text -> Stream.ofNullable(text))
            .flatMap(text -> Variables.REFERENCE.matcher(text).results())
            .anyMatch(reference -> secrets.contains(reference.group(1)));
    if (told) {
      problem(path, "ivr.flow.secret");
    }
  }

  /** Every node can be reached; one that cannot is a slip of the pen. */
  private void reach() {
    Set<String> seen = new HashSet<>();
    Deque<String> open = new ArrayDeque<>(List.of(flow.start()));
    while (!open.isEmpty()) {
      String name = open.pop();
      if (seen.add(name)) {
        open.addAll(targets(node(name)));
      }
    }
    flow.nodes().keySet().stream()
        .filter(name -> !seen.contains(name))
        .forEach(name -> problem("nodes." + name, "ivr.flow.unreachable"));
  }

  /** No circle without an input of the caller in it: it would speak for ever. */
  private void circles() {
    for (String name : flow.nodes().keySet()) {
      Set<String> seen = new HashSet<>();
      Deque<String> open = new ArrayDeque<>(silentTargets(name));
      while (!open.isEmpty()) {
        String next = open.pop();
        if (next.equals(name)) {
          problem("nodes." + name, "ivr.flow.circle");
          break;
        }
        if (seen.add(next)) {
          open.addAll(silentTargets(next));
        }
      }
    }
  }

  /** Where a node leads without the caller's doing. */
  private Collection<String> silentTargets(String name) {
    FlowNode node = node(name);
    boolean asks = node.kind() == FlowNode.Kind.MENU || node.kind() == FlowNode.Kind.COLLECT;
    if (!asks) {
      return targets(node);
    }
    return node.exhausted() == null ? List.of() : List.of(node.exhausted());
  }

  private FlowNode node(String name) {
    FlowNode node = flow.nodes().get(name);
    if (node == null) {
      throw new IllegalStateException("checked before: " + name);
    }
    return node;
  }

  /** The form of BCP 47; whether an engine speaks it is known only when it is asked. */
  private void language(String path, @Nullable String language) {
    required(path, language);
    if (language != null && !language.isBlank() && !LANGUAGE.matcher(language).matches()) {
      problem(path, "ivr.flow.form");
    }
  }

  private void required(String path, @Nullable String text) {
    if (text == null || text.isBlank()) {
      problem(path, "ivr.flow.required");
    }
  }

  private void variable(String path, @Nullable String name, @Nullable String text) {
    if (name == null || !NAME.matcher(name).matches()) {
      problem(path, "ivr.flow.name");
    }
    if (text == null || text.length() > LONGEST_TEXT) {
      problem(path, "ivr.flow.text-too-long");
    }
  }

  private void target(String path, @Nullable String target) {
    if (target == null || target.isBlank()) {
      problem(path, "ivr.flow.required");
    } else if (!flow.nodes().containsKey(target)) {
      problem(path, "ivr.flow.target");
    }
  }

  private void range(String path, @Nullable Integer value, int least, int most) {
    if (value != null && (value < least || value > most)) {
      problem(path, "ivr.flow.range");
    }
  }

  private void problem(String path, String code) {
    problems.add(new FlowProblem(path, code));
  }
}
