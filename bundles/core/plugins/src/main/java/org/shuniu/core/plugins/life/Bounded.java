// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.plugins.life;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.osgi.framework.BundleException;

/**
 * Runs what calls code of a plugin on a thread of its own: it may throw, block or run for ever, and
 * whoever waits for it waits no longer than allowed.
 */
final class Bounded {
  /** How long a thread that was interrupted may take to notice. */
  private static final Duration GRACE = Duration.ofSeconds(2);

  private Bounded() {}

  /** Work that may fail. */
  interface Work {
    void run() throws BundleException;
  }

  /**
   * Returns when the work is done.
   *
   * @throws ExecutionException with what the work threw
   * @throws TimeoutException when it took longer; it was interrupted then and may run on
   */
  static void run(String name, Duration limit, Work work)
      throws ExecutionException, TimeoutException {
    FutureTask<Boolean> task =
        new FutureTask<>(
            () -> {
              work.run();
              return true;
            });
    Thread thread = new Thread(task, "shuniu-plugin-" + name);
    thread.setDaemon(true);
    thread.start();
    try {
      task.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      thread.interrupt();
      join(thread);
      throw e;
    } catch (InterruptedException e) {
      thread.interrupt();
      Thread.currentThread().interrupt();
      throw new ExecutionException(e);
    }
  }

  private static void join(Thread thread) {
    try {
      thread.join(GRACE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
