// SPDX-License-Identifier: Apache-2.0
package org.shuniu.workflow.engine;

import java.time.Duration;

/** Counts who is inside, and closes behind the last. */
final class Gate {
  private int inside;
  private boolean closed;

  /** False if it is closed; else {@link #leave} follows. */
  synchronized boolean enter() {
    if (closed) {
      return false;
    }
    inside++;
    return true;
  }

  synchronized void leave() {
    inside--;
    notifyAll();
  }

  synchronized boolean closed() {
    return closed;
  }

  /** Lets nobody in any more and waits for those inside; false if some are still there then. */
  synchronized boolean close(Duration patience) {
    closed = true;
    long end = System.nanoTime() + patience.toNanos();
    try {
      for (long left = patience.toMillis();
          inside > 0 && left > 0;
          left = (end - System.nanoTime()) / 1_000_000) {
        wait(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return inside == 0;
  }
}
