// SPDX-License-Identifier: Apache-2.0
package org.shuniu.api.services.contact;

import java.time.Instant;
import org.shuniu.api.base.Event;
import org.shuniu.api.base.MessageType;

/** The agent noted what it was about. A fact. */
@MessageType(value = "contact.wrapped-up", durable = true)
public record ContactWrappedUp(String contact, String agent, String category, Instant time)
    implements Event {
  @Override
  public String key() {
    return contact;
  }
}
