// SPDX-License-Identifier: Apache-2.0
package org.shuniu.workflow.engine;

import org.shuniu.api.base.HubException;

/** Runs work again that lost a race against another transaction. */
final class Races {
  private Races() {}

  /** Fails with a {@link HubException} only. */
  static void run(int attempts, Runnable work) {
    for (int left = attempts; ; left--) {
      try {
        work.run();
        return;
      } catch (RuntimeException e) {
        HubException fault = Faults.translate(e);
        if (left <= 1 || !Faults.conflict(fault)) {
          throw fault;
        }
      }
    }
  }
}
