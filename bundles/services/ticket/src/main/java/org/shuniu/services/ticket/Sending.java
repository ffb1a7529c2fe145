// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.ticket;

import org.shuniu.api.services.outreach.NoticeState;

/**
 * A notice to the citizen.
 *
 * @param work request of the {@link Work} that it is for
 */
record Sending(String notice, String work, NoticeState state, int attempt) {
  /**
   * Whether this news is newer than what is known: reports come in any order, and one that it was
   * delivered is believed after anything else.
   */
  boolean precedes(NoticeState news, int newsAttempt) {
    return newsAttempt > attempt || (newsAttempt == attempt && rank(news) > rank(state));
  }

  private static int rank(NoticeState state) {
    return switch (state) {
      case WAITING -> 0;
      case SENT -> 1;
      case UNCERTAIN -> 2;
      case FAILED -> 3;
      case DELIVERED -> 4;
    };
  }
}
