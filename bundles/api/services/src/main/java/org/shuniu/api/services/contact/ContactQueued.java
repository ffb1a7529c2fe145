// SPDX-License-Identifier: Apache-2.0
package org.shuniu.api.services.contact;

import java.time.Instant;
import org.shuniu.api.base.Event;
import org.shuniu.api.base.MessageType;

/** A contact began to wait for an agent; once for each skill it waits for. A fact. */
@MessageType(value = "contact.queued", durable = true)
public record ContactQueued(String contact, String skill, Instant time) implements Event {
  @Override
  public String key() {
    return contact;
  }
}
