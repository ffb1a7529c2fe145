// SPDX-License-Identifier: Apache-2.0
package org.shuniu.api.services.contact;

import java.time.Instant;
import java.util.Optional;
import org.shuniu.api.base.Event;
import org.shuniu.api.base.MessageType;

/**
 * The citizen's part is over; the wrap-up may follow. A fact.
 *
 * @param agent who served last, if anybody did
 */
@MessageType(value = "contact.ended", durable = true)
public record ContactEnded(String contact, EndReason reason, Optional<String> agent, Instant time)
    implements Event {
  @Override
  public String key() {
    return contact;
  }
}
