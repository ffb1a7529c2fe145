// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.acd;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.shuniu.api.hub.LiveUpdate;
import org.shuniu.api.pbx.DeviceState;
import org.shuniu.api.services.acd.AgentState;

/**
 * An agent on a screen.
 *
 * @param reason code, for NOT_READY and BREAK
 * @param allowed what may be asked for now
 * @param nextState what comes after the contact, where that is not READY
 * @param nextReason its reason
 * @param breakRequest a break that was applied for and not granted yet, or was refused
 */
record AgentView(
    String agentId,
    String userId,
    String name,
    String number,
    String pbx,
    String device,
    DeviceState deviceState,
    List<SkillLevel> skills,
    AgentState state,
    Optional<String> reason,
    Instant since,
    Optional<String> contactId,
    Optional<Instant> afterCallUntil,
    List<AgentState> allowed,
    Optional<AgentState> nextState,
    Optional<String> nextReason,
    Optional<BreakRequest> breakRequest,
    boolean unattended) {

  /** A skill of an agent; a higher level is better. */
  record SkillLevel(String skill, int level) {}

  /** What the agent's own console gets. */
  LiveUpdate live() {
    return LiveUpdate.forUser(userId, "agent.state", this);
  }

  static AgentView of(Agent agent) {
    AgentProfile profile = agent.profile();
    Status status = agent.status();
    List<SkillLevel> skills =
        profile.skills().entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(entry -> new SkillLevel(entry.getKey(), entry.getValue()))
            .toList();
    return new AgentView(
        profile.id(),
        profile.userId(),
        profile.name(),
        profile.number(),
        profile.pbx(),
        profile.device(),
        agent.device(),
        skills,
        status.state(),
        status.reason(),
        status.since(),
        status.contact(),
        status.afterCallUntil(),
        Transitions.from(status),
        status.next().map(Posture::state),
        status.next().flatMap(Posture::reason),
        status.breakRequest(),
        profile.unattended());
  }
}
