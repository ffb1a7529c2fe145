// SPDX-License-Identifier: Apache-2.0
package org.shuniu.pbx.simulator;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** The time in which the simulation lives. */
interface Timers {
  /** Something that will happen, unless cancelled. */
  @FunctionalInterface
  interface Handle {
    /** Nothing will happen. */
    Handle NONE = () -> {};

    void cancel();
  }

  Instant now();

  Handle after(Duration delay, Runnable task);

  /** Real time. A scheduler that was shut down takes no more: the simulation stands still. */
  static Timers of(ScheduledExecutorService scheduler, Clock clock) {
    return new Timers() {
      @Override
      public Instant now() {
        return clock.instant();
      }

      @Override
      public Handle after(Duration delay, Runnable task) {
        try {
          Future<?> future = scheduler.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
          return () -> future.cancel(false);
        } catch (RejectedExecutionException e) {
          return Handle.NONE;
        }
      }
    };
  }
}
