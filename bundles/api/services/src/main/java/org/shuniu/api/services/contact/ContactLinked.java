// SPDX-License-Identifier: Apache-2.0
package org.shuniu.api.services.contact;

import java.time.Instant;
import org.shuniu.api.base.Event;
import org.shuniu.api.base.MessageType;

/**
 * It is noted who the citizen of a contact is, by an agent or by the caller's own proof; told again
 * when the agent notes another. A fact.
 *
 * @param citizen id
 * @param userId who noted it; empty when the caller was verified and nobody had noted a citizen
 */
@MessageType(value = "contact.linked", durable = true)
public record ContactLinked(String contact, String citizen, String userId, Instant time)
    implements Event {
  @Override
  public String key() {
    return contact;
  }
}
