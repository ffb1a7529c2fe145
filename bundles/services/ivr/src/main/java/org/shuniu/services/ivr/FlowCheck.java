// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.ivr;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;

/** Refuses flows in which a caller could get stuck or a secret could get out. Finds all at once. */
final class FlowCheck {
  private static final int MOST_NODES = 500;
  private static final String SECRET = "ivr.flow.secret";

  private final Flow flow;
  private final Problems problems = new Problems();

  private FlowCheck(Flow flow) {
    this.flow = flow;
  }

  /** Returns if the flow is good, else throws {@code ivr.flow.invalid} with {@code problems}. */
  static void check(Flow flow) {
    FlowCheck check = new FlowCheck(flow);
    check.all();
    if (!check.problems.none()) {
      throw Problems.refused(check.problems.all());
    }
  }

  private void all() {
    problems.required("labelZh", flow.labelZh());
    problems.language("language", flow.language());
    if (!flow.subFlow()) {
      problems.required("fallbackSkill", flow.fallbackSkill());
    }
    if (flow.nodes() == null || flow.nodes().isEmpty() || flow.nodes().size() > MOST_NODES) {
      problems.add("nodes", "ivr.flow.nodes");
      return;
    }
    NodeCheck nodes = new NodeCheck(flow, problems);
    nodes.target("start", flow.start());
    flow.variablesOrNone()
        .forEach(
            (name, text) -> {
              problems.name("variables." + name, name);
              problems.text("variables." + name, text);
            });
    flow.nodes().forEach(nodes::check);
    secrets();
    if (problems.none()) {
      reach();
      circles();
    }
  }

  /**
   * A secret is given to business links and goes nowhere else (T11): that a text names one, or a
   * branch looks at one, is a slip.
   */
  private void secrets() {
    Set<String> secrets = new HashSet<>();
    Set<String> open = new HashSet<>(flow.variablesOrNone().keySet());
    for (FlowNode node : flow.nodes().values()) {
      if (node != null) {
        (node.keepsSecret() ? secrets : open).addAll(node.writes());
      }
    }
    flow.nodes()
        .forEach(
            (name, node) -> {
              if (node != null && node.kind() != null) {
                secret("nodes." + name, node, secrets, open);
              }
            });
  }

  private void secret(String path, FlowNode node, Set<String> secrets, Set<String> open) {
    if (node.keepsSecret() && node.variable() != null && open.contains(node.variable())) {
      problems.add(path + ".variable", SECRET);
    }
    node.texts().forEach((place, text) -> secret(path + "." + place, node, text, secrets));
    List<FlowNode.Case> cases = node.cases() == null ? List.of() : node.cases();
    for (int i = 0; i < cases.size(); i++) {
      if (secrets.contains(cases.get(i).variable())) {
        problems.add(path + ".cases." + i + ".variable", SECRET);
      }
    }
    boolean identifies = node.kind() == FlowNode.Kind.IDENTIFY && node.identity() != null;
    if (identifies && !secrets.contains(node.identity())) {
      problems.add(path + ".identity", SECRET);
    }
  }

  private void secret(String path, FlowNode node, String text, Set<String> secrets) {
    boolean named =
        Variables.REFERENCE.matcher(text).results().anyMatch(r -> secrets.contains(r.group(1)));
    boolean argument = path.contains(".arguments.") && node.kind() == FlowNode.Kind.QUERY;
    if (named && !(argument && whole(text))) {
      problems.add(path, SECRET);
    }
  }

  /** Whether the text is one bare reference, so that a sealed value can take its place. */
  private static boolean whole(String text) {
    List<MatchResult> all = Variables.REFERENCE.matcher(text).results().toList();
    return all.size() == 1 && all.get(0).group().equals(text) && all.get(0).group(2) == null;
  }

  /** Every node can be reached; one that cannot is a slip of the pen. */
  private void reach() {
    Set<String> seen = new HashSet<>();
    Deque<String> open = new ArrayDeque<>(List.of(flow.start()));
    while (!open.isEmpty()) {
      String name = open.pop();
      if (seen.add(name)) {
        open.addAll(node(name).targets());
      }
    }
    flow.nodes().keySet().stream()
        .filter(name -> !seen.contains(name))
        .forEach(name -> problems.add("nodes." + name, "ivr.flow.unreachable"));
  }

  /** No circle without an input of the caller in it: it would speak for ever. */
  private void circles() {
    for (String name : flow.nodes().keySet()) {
      Set<String> seen = new HashSet<>();
      Deque<String> open = new ArrayDeque<>(silentTargets(name));
      while (!open.isEmpty()) {
        String next = open.pop();
        if (next.equals(name)) {
          problems.add("nodes." + name, "ivr.flow.circle");
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
    if (!node.asksCaller()) {
      return node.targets();
    }
    return node.exhausted() == null ? List.of() : List.of(node.exhausted());
  }

  private FlowNode node(String name) {
    Map<String, FlowNode> nodes = flow.nodes();
    FlowNode node = nodes.get(name);
    if (node == null) {
      throw new IllegalStateException("checked before: " + name);
    }
    return node;
  }
}
