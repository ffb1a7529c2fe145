// SPDX-License-Identifier: Apache-2.0
package org.shuniu.pbx.asterisk;

import org.shuniu.api.pbx.EndCause;
import org.shuniu.api.pbx.EndedBy;

/** Says why a leg ended, from Q.850 causes, which are not always what they seem. */
final class Causes {
  private Causes() {}

  /**
   * Why a leg ended.
   *
   * <p>Asterisk gives 127 when a caller gives up and 0 when a caller hangs up inside AGI, so for an
   * answered leg, and for an unanswered one of the public network, who did it counts for more.
   */
  static EndCause of(boolean answered, boolean outside, EndedBy by, int cause) {
    if (answered) {
      return EndCause.NORMAL;
    }
    if (by == EndedBy.HUB || (outside && by == EndedBy.PARTY)) {
      return EndCause.CANCELLED;
    }
    return switch (cause) {
      case 1, 28 -> EndCause.INVALID_NUMBER;
      case 17 -> EndCause.BUSY;
      case 19 -> EndCause.NO_ANSWER;
      case 21 -> EndCause.REJECTED;
      case 3, 18, 20, 27 -> EndCause.UNREACHABLE;
      case 34, 38, 41, 42 -> EndCause.CONGESTION;
      default -> EndCause.FAILED;
    };
  }
}
