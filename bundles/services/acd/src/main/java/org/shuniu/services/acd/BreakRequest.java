// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.acd;

import java.time.Instant;
import java.util.Optional;

/**
 * A break that an agent applied for and has not got (T2).
 *
 * @param reason code of the break's reason
 * @param since when it was applied for
 * @param remark what the supervisor who refused it said
 */
record BreakRequest(String reason, Instant since, State state, Optional<String> remark) {
  /** What has become of it; one that was granted is a break and no request any more. */
  enum State {
    PENDING,
    REFUSED
  }

  static BreakRequest pending(Posture wanted, Instant now) {
    return new BreakRequest(
        wanted.reason().orElse(Reasons.USUAL_BREAK), now, State.PENDING, Optional.empty());
  }

  BreakRequest refused(String why) {
    return new BreakRequest(reason, since, State.REFUSED, Optional.of(why));
  }

  boolean pending() {
    return state == State.PENDING;
  }

  /** What the agent becomes when it is granted. */
  Posture posture() {
    return Posture.onBreak(reason);
  }
}
