// SPDX-License-Identifier: Apache-2.0
package org.shuniu.api.services.acd;

import org.shuniu.api.base.Event;
import org.shuniu.api.base.MessageType;

/**
 * A contact cannot wait.
 *
 * @param code {@code acd.skill.unknown}, {@code acd.queue.full}
 */
@MessageType("acd.enqueue-rejected")
public record EnqueueRejected(String contact, String skill, String code) implements Event {
  @Override
  public String key() {
    return contact;
  }
}
