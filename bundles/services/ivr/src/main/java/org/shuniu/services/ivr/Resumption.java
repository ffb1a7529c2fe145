// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.ivr;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Where a flow goes on after an interruption in which everything was lost that the caller keyed and
 * that was answered, secrets first of all. A node can go on by itself if nothing that was lost is
 * read from there on before it is gathered anew. Else the caller goes back to the last node that
 * can, of those that every way to the lost place passes: in a query for an account, to the question
 * for the first number.
 */
final class Resumption {
  private final Flow flow;

  /** What must be known at the beginning of each node. */
  private final Map<String, Set<String>> needed = new HashMap<>();

  Resumption(Flow flow) {
    this.flow = flow;
    Set<String> lost = new HashSet<>();
    flow.nodes().values().forEach(node -> lost.addAll(node.writes()));
    flow.nodes().forEach((name, node) -> needed.put(name, reads(node, lost)));
    boolean changed = true;
    while (changed) {
      changed = false;
      for (Map.Entry<String, FlowNode> each : flow.nodes().entrySet()) {
        changed |= needed(each.getKey()).addAll(neededAfter(each.getValue()));
      }
    }
  }

  /** The node to go on with for a caller who was at this one; a node that is gone: the start. */
  String node(String at) {
    if (!flow.nodes().containsKey(at)) {
      return flow.start();
    }
    List<String> way = way(at);
    for (int i = way.size() - 1; i >= 0; i--) {
      String candidate = way.get(i);
      if (needed(candidate).isEmpty() && (candidate.equals(at) || unavoidable(candidate, at))) {
        return candidate;
      }
    }
    return flow.start();
  }

  private Set<String> needed(String name) {
    return needed.getOrDefault(name, Set.of());
  }

  private Set<String> neededAfter(FlowNode node) {
    Set<String> after = new HashSet<>();
    node.targets().forEach(target -> after.addAll(needed(target)));
    after.removeAll(node.writes());
    return after;
  }

  private static Set<String> reads(FlowNode node, Set<String> lost) {
    Set<String> names = new HashSet<>();
    node.texts()
        .values()
        .forEach(
            text ->
                Variables.REFERENCE.matcher(text).results().forEach(r -> names.add(r.group(1))));
    if (node.cases() != null) {
      node.cases().forEach(branch -> names.add(branch.variable()));
    }
    if (node.identity() != null) {
      names.add(node.identity());
    }
    names.retainAll(lost);
    return names;
  }

  /** One of the ways from the start to a node, both included; a node that matters is on each. */
  private List<String> way(String to) {
    Map<String, String> from = new HashMap<>();
    Deque<String> open = new ArrayDeque<>(List.of(flow.start()));
    while (!open.isEmpty()) {
      String name = open.removeFirst();
      for (String target : targets(name)) {
        if (!target.equals(flow.start()) && from.putIfAbsent(target, name) == null) {
          open.addLast(target);
        }
      }
    }
    List<String> way = new ArrayList<>(List.of(to));
    for (String name = to; from.containsKey(name); ) {
      name = Objects.requireNonNull(from.get(name));
      way.add(0, name);
    }
    return way;
  }

  /** Whether nobody gets to a node without passing this one. */
  private boolean unavoidable(String through, String to) {
    if (through.equals(flow.start())) {
      return true;
    }
    Set<String> seen = new HashSet<>(Set.of(through));
    Deque<String> open = new ArrayDeque<>(List.of(flow.start()));
    while (!open.isEmpty()) {
      String name = open.pop();
      if (name.equals(to)) {
        return false;
      }
      if (seen.add(name)) {
        open.addAll(targets(name));
      }
    }
    return true;
  }

  private List<String> targets(String name) {
    return Objects.requireNonNull(flow.nodes().get(name)).targets();
  }
}
