// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.monitor;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.shuniu.api.services.acd.AgentState;

/**
 * A seat of the plan.
 *
 * @param region of the agent's user, twelve digits; absent while it is not known
 * @param skills the best first
 * @param contact in hand, if any
 */
record SeatView(
    String agentId,
    String number,
    String name,
    Optional<String> region,
    List<String> skills,
    AgentState state,
    Optional<String> reason,
    Instant since,
    Optional<AgentState> nextState,
    Optional<SeatContact> contact) {

  /**
   * What an agent serves.
   *
   * @param caller masked
   */
  record SeatContact(
      String id,
      Optional<String> caller,
      Optional<String> line,
      Optional<String> skill,
      Optional<Instant> answeredAt) {}
}
