// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.ticket;

import org.shuniu.api.services.outreach.NoticeState;

/**
 * A notice to the citizen.
 *
 * @param work request of the {@link Work} that it is for
 */
record Sending(String notice, String work, NoticeState state, int attempt) {
  /** Whether this news is newer than what is known; see {@link NoticeState#rank}. */
  boolean precedes(NoticeState news, int newsAttempt) {
    return newsAttempt > attempt || (newsAttempt == attempt && news.rank() > state.rank());
  }
}
