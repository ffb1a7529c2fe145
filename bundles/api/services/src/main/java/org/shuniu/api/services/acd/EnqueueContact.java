// SPDX-License-Identifier: Apache-2.0
package org.shuniu.api.services.acd;

import java.time.Instant;
import org.shuniu.api.base.Command;
import org.shuniu.api.base.MessageType;
import org.shuniu.api.services.contact.Medium;

/**
 * Lets a contact wait for an agent (T12, T13). Idempotent: a contact that waits already goes on
 * waiting, one whose reservation runs keeps it. Refused as {@link EnqueueRejected}.
 *
 * @param skill code of the skill that is needed
 * @param priority higher is served first; 0 is usual
 * @param since when the citizen began to wait: the place in the queue goes by it
 */
@MessageType("acd.enqueue-contact")
public record EnqueueContact(
    String contact, Medium medium, String skill, int priority, Instant since) implements Command {
  @Override
  public String key() {
    return contact;
  }
}
