// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.bus;

import java.time.Duration;
import java.util.Optional;
import org.shuniu.api.base.HubException;

/** How long a handler that fails is given before its message is a dead letter. */
record Patience(int maxTries, Duration window) {
  private static final long FIRST_MS = 20;
  private static final long LONGEST_MS = 3000;

  /** When to try again, or empty: give up. */
  Optional<Duration> next(Exception fault, int tries, long nanosSinceFirstTry) {
    Duration pause =
        Duration.ofMillis(Math.min(LONGEST_MS, FIRST_MS * (1L << Math.min(20, 2 * (tries - 1)))));
    if (fault instanceof HubException hub) {
      if (storeAway(hub)) {
        // Giving up means to write a row, and there is nothing to write it to.
        return Optional.of(pause);
      }
      if (hub.kind() == HubException.Kind.CALLER) {
        return tries < Math.min(2, maxTries) ? Optional.of(pause) : Optional.empty();
      }
      if (hub.retryable()) {
        return nanosSinceFirstTry + pause.toNanos() <= window.toNanos()
            ? Optional.of(pause)
            : Optional.empty();
      }
    }
    boolean more = tries < maxTries && nanosSinceFirstTry + pause.toNanos() <= window.toNanos();
    return more ? Optional.of(pause) : Optional.empty();
  }

  static boolean storeAway(HubException fault) {
    return fault.code().equals("store.unavailable");
  }
}
