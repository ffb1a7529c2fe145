// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.acd;

import java.time.Instant;
import org.shuniu.api.services.acd.AgentReserved;

/**
 * An agent chosen for a contact, until word comes or the lease ends.
 *
 * @param idleSince the agent's, to be given back if it comes to nothing
 */
record Reservation(
    String id, Agent agent, Waiting waiting, Instant idleSince, Instant made, Instant until) {
  AgentReserved message() {
    AgentProfile profile = agent.profile();
    return new AgentReserved(
        waiting.contact(),
        id,
        profile.id(),
        profile.userId(),
        profile.number(),
        profile.name(),
        profile.pbx(),
        profile.device(),
        waiting.skill(),
        until);
  }
}
