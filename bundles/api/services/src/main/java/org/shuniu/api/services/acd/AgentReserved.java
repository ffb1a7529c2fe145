// SPDX-License-Identifier: Apache-2.0
package org.shuniu.api.services.acd;

import java.time.Instant;
import org.shuniu.api.base.Event;
import org.shuniu.api.base.MessageType;

/**
 * The ACD chose an agent for a contact; the contact service connects them and tells {@code
 * ReservationEnded}. A lease: after {@code until} the ACD takes the agent back, whatever happened,
 * and the contact waits again.
 *
 * @param reservation id of this attempt
 * @param agent id of the agent
 * @param userId the agent's user
 * @param agentNumber the number that is announced to the citizen (T9)
 * @param agentName shown to colleagues
 * @param pbx driver instance that the device belongs to
 * @param device the agent's telephone
 * @param skill for which the contact waited
 * @param until end of the lease
 */
@MessageType("acd.agent-reserved")
public record AgentReserved(
    String contact,
    String reservation,
    String agent,
    String userId,
    String agentNumber,
    String agentName,
    String pbx,
    String device,
    String skill,
    Instant until)
    implements Event {
  @Override
  public String key() {
    return contact;
  }
}
