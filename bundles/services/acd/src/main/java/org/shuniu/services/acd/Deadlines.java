// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.acd;

import java.time.Instant;
import java.util.PriorityQueue;

/**
 * What is due when. Nothing is cancelled: an action looks whether it still has something to do,
 * which costs less than to find and remove it. Guarded by the lock of its owner.
 */
final class Deadlines {
  private final PriorityQueue<Due> due = new PriorityQueue<>();
  private long order;

  void at(Instant time, Runnable action) {
    due.add(new Due(time, order++, action));
  }

  /** Runs all that is due, oldest first; also what becomes due by it. */
  void run(Instant now) {
    for (Due next = due.peek(); next != null && !next.at.isAfter(now); next = due.peek()) {
      due.remove();
      next.action.run();
    }
  }

  int size() {
    return due.size();
  }

  private record Due(Instant at, long order, Runnable action) implements Comparable<Due> {
    @Override
    public int compareTo(Due other) {
      int byTime = at.compareTo(other.at);
      return byTime != 0 ? byTime : Long.compare(order, other.order);
    }
  }
}
