// SPDX-License-Identifier: Apache-2.0
package org.shuniu.pbx.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;

/** Time that passes when the test says so; what is due happens in order, on the test's thread. */
final class ManualTimers implements Timers {
  private record Due(Instant at, long number, Runnable task) {}

  private final PriorityQueue<Due> due =
      new PriorityQueue<>(Comparator.comparing(Due::at).thenComparing(Due::number));
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private long count;

  @Override
  public Instant now() {
    return now;
  }

  @Override
  public Handle after(Duration delay, Runnable task) {
    Due entry = new Due(now.plus(delay), count++, task);
    due.add(entry);
    return () -> due.remove(entry);
  }

  /** So much time passes. */
  void pass(Duration time) {
    Instant end = now.plus(time);
    while (!due.isEmpty() && !due.peek().at.isAfter(end)) {
      Due next = due.remove();
      now = next.at;
      next.task.run();
    }
    now = end;
  }
}
