// SPDX-License-Identifier: Apache-2.0
package org.shuniu.api.services.contact;

import java.time.Instant;
import java.util.Map;
import org.shuniu.api.base.Event;
import org.shuniu.api.base.MessageType;

/** A contact began. A fact. */
@MessageType(value = "contact.offered", durable = true)
public record ContactOffered(
    String contact,
    Medium medium,
    String caller,
    String called,
    Map<String, String> attachedData,
    Instant time)
    implements Event {
  @Override
  public String key() {
    return contact;
  }
}
