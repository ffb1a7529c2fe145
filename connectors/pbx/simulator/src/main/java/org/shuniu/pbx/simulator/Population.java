// SPDX-License-Identifier: Apache-2.0
package org.shuniu.pbx.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets citizens call, at random moments with the configured mean rate. The same seed gives the same
 * callers with the same wishes in the same order.
 */
final class Population {
  private static final Logger LOG = LoggerFactory.getLogger(Population.class);

  /** A host that slept is not flooded with the calls of the time it slept. */
  private static final Duration CATCH_UP = Duration.ofSeconds(1);

  private final SimSwitch pbx;
  private final Timers timers;
  private final Habits habits;
  private final SplittableRandom random;
  private Instant next;
  private Timers.Handle arrival = Timers.Handle.NONE;
  private boolean full;
  private boolean stopped;

  Population(SimSwitch pbx, Timers timers, Habits habits, long seed) {
    this.pbx = pbx;
    this.timers = timers;
    this.habits = habits;
    this.random = new SplittableRandom(seed);
    this.next = timers.now();
  }

  /** Begins; without a rate nobody calls. */
  synchronized void start() {
    if (habits.callsPerSecond() > 0 && !habits.hotlines().isEmpty()) {
      schedule();
    }
  }

  /** Nobody calls any more; those who have called go on. */
  synchronized void stop() {
    stopped = true;
    arrival.cancel();
  }

  private void schedule() {
    Instant now = timers.now();
    next = next.plus(habits.gap(random));
    if (next.isBefore(now.minus(CATCH_UP))) {
      next = now;
    }
    Duration delay = Duration.between(now, next);
    arrival = timers.after(delay.isNegative() ? Duration.ZERO : delay, this::arrive);
  }

  private void arrive() {
    SplittableRandom own;
    synchronized (this) {
      if (stopped) {
        return;
      }
      own = random.split();
      schedule();
    }
    boolean room = pbx.calls() < habits.maxCalls();
    if (room) {
      Citizen.call(pbx, habits, own);
    } else if (!full) {
      LOG.info("All {} simulated lines are taken, citizens hear the busy tone", habits.maxCalls());
    }
    full = !room;
  }
}
