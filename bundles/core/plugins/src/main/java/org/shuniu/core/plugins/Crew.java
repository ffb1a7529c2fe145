// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.plugins;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

/**
 * How many jobs one connector has in work and may get. While its link is away it gets one now and
 * then, with growing pauses, to find out; when the link is back it gets as many as before.
 *
 * <p>Safe for use by many threads.
 */
final class Crew {
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  private final Clock clock;
  private final int size;
  private final Set<String> inWork = new HashSet<>();
  private boolean accepting;
  private int lost;
  private boolean eager;
  private Instant resting = Instant.MIN;

  /**
   * No job of it is due before; {@code MIN}: look. On the desk's thread but for {@link #wanted}.
   */
  private Instant nextDue = Instant.MIN;

  Crew(Clock clock, int size) {
    this.clock = clock;
    this.size = size;
  }

  /** There may be something due. */
  synchronized void wanted() {
    nextDue = Instant.MIN;
  }

  /** A job of its will be due then. */
  synchronized void wantedAt(Instant due) {
    nextDue = due.isBefore(nextDue) ? due : nextDue;
  }

  /** As found out: none is due before. */
  synchronized void nothingBefore(Instant due) {
    nextDue = due;
  }

  /** When to look for its jobs again; {@code MAX} while that is told by the end of one in work. */
  synchronized Instant next() {
    if (!accepting || limit() <= inWork.size()) {
      return Instant.MAX;
    }
    return nextDue.isAfter(resting) ? nextDue : resting;
  }

  /** How many more it may get. */
  synchronized int room() {
    return accepting && !clock.instant().isBefore(resting) ? limit() - inWork.size() : 0;
  }

  private int limit() {
    return lost > 0 ? 1 : size;
  }

  synchronized Set<String> inWork() {
    return Set.copyOf(inWork);
  }

  synchronized void take(String job) {
    inWork.add(job);
  }

  synchronized void release(String job) {
    inWork.remove(job);
  }

  /** The link did not take a job. */
  synchronized void linkLost() {
    Instant now = clock.instant();
    if (now.isBefore(resting)) {
      return; // known from another job
    }
    eager = false;
    long pause = FIRST_PAUSE.toMillis() << Math.min(lost, 10);
    lost++;
    resting = now.plusMillis(Math.min(pause, LONGEST_PAUSE.toMillis()));
  }

  /** A try failed for a reason of its own. */
  synchronized void failed() {
    eager = false;
  }

  /** A job was taken. */
  synchronized void worked() {
    lost = 0;
    resting = Instant.MIN;
  }

  /** The link is there again: what waits for a later try is tried at once. */
  synchronized void linkFound() {
    worked();
    eager = true;
    nextDue = Instant.MIN;
  }

  /** Whether jobs are given before they are due, until one fails. */
  synchronized boolean eager() {
    return eager;
  }

  /** It has started: it may get jobs from now on. */
  synchronized void admit() {
    accepting = true;
  }

  /** It gets no more. */
  synchronized void dismiss() {
    accepting = false;
  }
}
