// SPDX-License-Identifier: Apache-2.0
package org.shuniu.api.services.contact;

import java.time.Duration;
import java.time.Instant;
import org.shuniu.api.base.Event;
import org.shuniu.api.base.MessageType;

/**
 * An agent serves a contact. A fact.
 *
 * @param waited from queueing to this moment
 */
@MessageType(value = "contact.answered", durable = true)
public record ContactAnswered(
    String contact, String agent, String skill, Duration waited, Instant time) implements Event {
  @Override
  public String key() {
    return contact;
  }
}
