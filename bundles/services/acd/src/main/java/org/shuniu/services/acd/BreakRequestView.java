// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.acd;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.shuniu.api.hub.LiveUpdate;
import org.shuniu.api.services.acd.AgentState;

/**
 * Who waits for a break, on a supervisor's screen.
 *
 * @param reason code of the break's reason
 * @param since when it was applied for
 * @param state what the agent does meanwhile
 */
record BreakRequestView(
    String agentId,
    String name,
    String number,
    String reason,
    Instant since,
    AgentState state,
    Optional<String> contactId) {

  /** Those who wait, the earliest first. */
  static List<BreakRequestView> of(List<Agent> pending) {
    return pending.stream()
        .flatMap(agent -> agent.status().breakRequest().map(r -> of(agent, r)).stream())
        .toList();
  }

  /** What the consoles of supervisors get. */
  static LiveUpdate live(List<Agent> pending) {
    return LiveUpdate.forPermission("acd:manage", "break-requests", of(pending));
  }

  private static BreakRequestView of(Agent agent, BreakRequest request) {
    return new BreakRequestView(
        agent.id(),
        agent.profile().name(),
        agent.profile().number(),
        request.reason(),
        request.since(),
        agent.state(),
        agent.status().contact());
  }
}
