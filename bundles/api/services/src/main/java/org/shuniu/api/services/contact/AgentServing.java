// SPDX-License-Identifier: Apache-2.0
package org.shuniu.api.services.contact;

import java.time.Instant;
import org.shuniu.api.base.Event;
import org.shuniu.api.base.MessageType;

/**
 * An agent was found serving a contact when the hub reconciled with a switch; told again after each
 * snapshot, so that an ACD that forgot knows again. Control, not durable.
 */
@MessageType("contact.agent-serving")
public record AgentServing(String contact, String agent, Instant since) implements Event {
  @Override
  public String key() {
    return contact;
  }
}
