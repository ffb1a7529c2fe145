// SPDX-License-Identifier: Apache-2.0
package org.shuniu.api.services.acd;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * An agent at work as others see one.
 *
 * @param agent id of the agent
 * @param userId the agent's user
 * @param number announced to citizens (T9)
 * @param name shown to colleagues
 * @param skills level by skill; a higher one is better
 * @param reason code, for NOT_READY and BREAK
 * @param since when the state began
 * @param contact for RESERVED, BUSY and AFTER_CALL_WORK
 * @param next what comes after the contact, where that is not READY
 */
public record Seat(
    String agent,
    String userId,
    String number,
    String name,
    Map<String, Integer> skills,
    AgentState state,
    Optional<String> reason,
    Instant since,
    Optional<String> contact,
    Optional<AgentState> next) {
  public Seat {
    skills = Map.copyOf(skills);
  }
}
