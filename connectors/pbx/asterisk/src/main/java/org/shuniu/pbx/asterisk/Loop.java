// SPDX-License-Identifier: Apache-2.0
package org.shuniu.pbx.asterisk;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one thread that owns the state of an instance; after the end it takes no more work. */
final class Loop implements Executor {
  private static final Logger LOG = LoggerFactory.getLogger(Loop.class);

  private final ScheduledThreadPoolExecutor executor;

  Loop(String name) {
    executor = new ScheduledThreadPoolExecutor(1, threads(name));
    executor.setRemoveOnCancelPolicy(true);
    executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  /** Daemon threads of this name. */
  static ThreadFactory threads(String name) {
    return task -> {
      Thread thread = new Thread(task, name);
      thread.setDaemon(true);
      return thread;
    };
  }

  @Override
  public void execute(Runnable task) {
    try {
      executor.execute(guarded(task));
    } catch (RejectedExecutionException e) {
      LOG.trace("work after the end");
    }
  }

  /** Does something later, unless it is cancelled. */
  Future<?> after(Duration delay, Runnable task) {
    return executor.schedule(guarded(task), delay.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** A fault in one step must not end the others. */
  private static Runnable guarded(Runnable task) {
    return () -> {
      try {
        task.run();
      } catch (RuntimeException e) {
        LOG.error("a step of the driver failed", e);
      }
    };
  }

  /** Ends the thread; what waits is dropped. */
  void end(Duration patience) {
    executor.shutdownNow();
    try {
      executor.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
