// SPDX-License-Identifier: Apache-2.0
package org.shuniu.api.services.contact;

import java.time.Instant;
import org.shuniu.api.base.Event;
import org.shuniu.api.base.MessageType;

/** An agent's part in a contact is over; after-call work begins. Control, not durable. */
@MessageType("contact.agent-released")
public record AgentReleased(String contact, String agent, Instant time) implements Event {
  @Override
  public String key() {
    return contact;
  }
}
