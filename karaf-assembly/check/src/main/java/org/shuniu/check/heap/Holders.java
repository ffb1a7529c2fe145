// SPDX-License-Identifier: Apache-2.0
package org.shuniu.check.heap;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Tells who holds objects that should be gone. */
public final class Holders {
  /** Held by a soft reference, or by what a JVM keeps to itself. */
  static final String NOBODY_TOLD = "nobody whom the dump tells";

  private static final int LONGEST = 24;
  private static final int NOBODY = -1;
  private static final int ITSELF = -2;

  private final HeapDump heap;
  private final int[] holder;

  /** Objects that were reached, in that order. */
  private final int[] order;

  private int found;
  private final List<Integer> wanted = new ArrayList<>();

  private Holders(HeapDump heap, String mark) {
    this.heap = heap;
    this.holder = new int[heap.size()];
    this.order = new int[heap.size()];
    Arrays.fill(holder, NOBODY);
    spread(mark);
  }

  /**
   * The shortest ways from what lives by itself to objects that somebody holds, each once, with how
   * many objects are held so.
   *
   * @param dump a heap
   * @param mark class of weak references whose referents are meant
   */
  public static Map<String, Integer> of(Path dump, String mark) throws IOException {
    try (HeapDump heap = new HeapDump(dump)) {
      Holders holders = new Holders(heap, mark);
      Map<String, Integer> ways = new TreeMap<>();
      holders.wanted.forEach(target -> ways.merge(holders.way(target), 1, Integer::sum));
      return ways;
    }
  }

  /** From the roots, in breadth: whoever reaches an object first is its holder. */
  private void spread(String mark) {
    for (int root : heap.roots().keySet()) {
      reached(root, ITSELF);
    }
    for (int i = 0; i < found; i++) {
      int number = order[i];
      boolean marked = heap.nameOf(number).equals(mark);
      heap.look(
          number,
          (field, target) -> {
            if (!weak(field)) {
              reached(target, number);
            } else if (marked && field.name().equals("referent")) {
              wanted.add(target);
            }
          });
    }
  }

  private void reached(int number, int by) {
    if (holder[number] == NOBODY) {
      holder[number] = by;
      order[found++] = number;
    }
  }

  /** What a soft or weak reference refers to is not held by it. */
  private static boolean weak(HeapDump.Field field) {
    return field.declarer().equals("java.lang.ref.Reference")
        && (field.name().equals("referent") || field.name().equals("discovered"));
  }

  private String way(int target) {
    if (holder[target] == NOBODY) {
      return NOBODY_TOLD;
    }
    List<String> steps = new ArrayList<>();
    int step = target;
    for (; holder[step] >= 0; step = holder[step]) {
      steps.add(step(holder[step], step));
    }
    int number = step;
    String thread = heap.threadOf(number).map(this::threadName).orElseGet(() -> threadName(number));
    steps.add(heap.roots().get(number) + thread + ": " + heap.nameOf(number));
    Collections.reverse(steps);
    if (steps.size() > LONGEST) {
      steps.subList(LONGEST / 2, steps.size() - LONGEST / 2).clear();
      steps.add(LONGEST / 2, "...");
    }
    return String.join(" -> ", steps);
  }

  private String threadName(int number) {
    StringBuilder name = new StringBuilder();
    heap.look(
        number,
        (field, target) -> {
          if (field.declarer().equals("java.lang.Thread") && field.name().equals("name")) {
            name.append(" '").append(heap.text(target)).append("'");
          }
        });
    return name.toString();
  }

  private String step(int from, int to) {
    List<String> names = new ArrayList<>();
    heap.look(
        from,
        (field, target) -> {
          if (target == to && !weak(field)) {
            names.add(field.name());
          }
        });
    return names.get(0) + ": " + heap.nameOf(to);
  }
}
