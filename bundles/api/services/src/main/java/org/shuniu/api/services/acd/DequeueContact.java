// SPDX-License-Identifier: Apache-2.0
package org.shuniu.api.services.acd;

import org.shuniu.api.base.Command;
import org.shuniu.api.base.MessageType;

/** A contact waits no more (the citizen went). Ends a reservation of it as well. Idempotent. */
@MessageType("acd.dequeue-contact")
public record DequeueContact(String contact) implements Command {
  @Override
  public String key() {
    return contact;
  }
}
