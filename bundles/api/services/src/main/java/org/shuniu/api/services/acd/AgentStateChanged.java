// SPDX-License-Identifier: Apache-2.0
package org.shuniu.api.services.acd;

import java.time.Instant;
import java.util.Optional;
import org.shuniu.api.base.Event;
import org.shuniu.api.base.MessageType;

/**
 * An agent's state changed. A fact: hours and workload are counted from it.
 *
 * @param reason code of the reason, for NOT_READY and BREAK
 * @param contact for RESERVED, BUSY and AFTER_CALL_WORK
 */
@MessageType(value = "acd.agent-state-changed", durable = true)
public record AgentStateChanged(
    String agent,
    String userId,
    AgentState from,
    AgentState to,
    Optional<String> reason,
    Optional<String> contact,
    Instant time)
    implements Event {
  @Override
  public String key() {
    return agent;
  }
}
