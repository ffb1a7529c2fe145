// SPDX-License-Identifier: Apache-2.0
package org.shuniu.workflow.engine;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a file of processes describes, as far as the engine has to know before it runs it. */
final class Blueprint {
  /** Steps at which a process rests; all others are passed at once. */
  private static final Set<String> RESTS =
      Set.of("userTask", "boundaryEvent", "intermediateCatchEvent");

  private final Map<String, String> labels = new LinkedHashMap<>();
  private final Set<String> resting = new HashSet<>();
  private final Map<String, Set<String>> next = new HashMap<>();
  private final Deque<String> scopes = new ArrayDeque<>();

  /** Labels of the processes by their names. */
  Map<String, String> labels() {
    return Map.copyOf(labels);
  }

  void process(String id, String label) {
    labels.put(id, label);
  }

  void enterSubProcess(String id) {
    scopes.push(id);
  }

  void leaveSubProcess() {
    scopes.pop();
  }

  /** A step of the process or subprocess that was entered last. */
  void step(String kind, String id) {
    if (RESTS.contains(kind)) {
      resting.add(id);
    }
    String scope = scopes.peek();
    if (scope != null && kind.equals("startEvent")) {
      path(scope, id);
    } else if (scope != null && kind.equals("endEvent")) {
      path(id, exit(scope));
    }
  }

  void flow(String from, String to) {
    path(from, to);
    path(exit(from), to);
  }

  /** A step of a circle without rest: a process that went into it would hold a thread for ever. */
  Optional<String> restlessStep() {
    Set<String> safe = new HashSet<>();
    for (String step : List.copyOf(next.keySet())) {
      if (circles(step, new LinkedHashSet<>(), safe)) {
        return Optional.of(step);
      }
    }
    return Optional.empty();
  }

  private boolean circles(String step, Set<String> path, Set<String> safe) {
    if (resting.contains(step) || safe.contains(step)) {
      return false;
    }
    if (!path.add(step)) {
      return true;
    }
    Collection<String> onward = next.getOrDefault(step, Set.of());
    boolean found = onward.stream().anyMatch(each -> circles(each, path, safe));
    path.remove(step);
    safe.add(step);
    return found;
  }

  private void path(String from, String to) {
    next.computeIfAbsent(from, id -> new LinkedHashSet<>()).add(to);
  }

  /** A subprocess is passed through its inside: its flows leave from here. */
  private static String exit(String subProcess) {
    return subProcess + " exit";
  }
}
