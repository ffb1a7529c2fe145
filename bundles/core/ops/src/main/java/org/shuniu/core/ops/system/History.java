// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.ops.system;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The last readings of each series, bounded in points and series. Safe for many threads. */
final class History {
  private static final int MAX_SERIES = 300;

  private final int points;
  private final Map<String, Deque<Double>> series = new HashMap<>();

  History(int points) {
    this.points = points;
  }

  /** Adds one point to each; what is not read any more is forgotten. */
  synchronized void add(Collection<Reading> readings) {
    Map<String, Double> now = new HashMap<>();
    readings.forEach(reading -> now.put(reading.key(), reading.value()));
    series.keySet().retainAll(now.keySet());
    now.forEach(
        (key, value) -> {
          if (series.containsKey(key) || series.size() < MAX_SERIES) {
            Deque<Double> line = series.computeIfAbsent(key, any -> new ArrayDeque<>());
            line.addLast(value);
            if (line.size() > points) {
              line.removeFirst();
            }
          }
        });
  }

  /** The line of a series, oldest first, averaged to at most so many points. */
  synchronized List<Double> line(String key, int most) {
    List<Double> all = new ArrayList<>(series.getOrDefault(key, new ArrayDeque<>()));
    int step = Math.max(1, (all.size() + most - 1) / most);
    List<Double> line = new ArrayList<>();
    for (int from = 0; from < all.size(); from += step) {
      line.add(
          all.subList(from, Math.min(all.size(), from + step)).stream()
              .mapToDouble(Double::doubleValue)
              .average()
              .orElse(0));
    }
    return line;
  }
}
