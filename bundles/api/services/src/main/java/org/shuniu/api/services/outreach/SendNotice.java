// SPDX-License-Identifier: Apache-2.0
package org.shuniu.api.services.outreach;

import java.time.Instant;
import org.shuniu.api.base.Command;
import org.shuniu.api.base.MessageType;

/**
 * Sends a text to a citizen, once (C3, W1). {@link NoticeChanged} tells each step.
 *
 * @param notice made by who sends; the same again is sent once
 * @param reference ticket, campaign or contact that it belongs to, the key
 * @param to telephone number
 * @param text the whole text as the citizen reads it
 * @param expires worthless after this
 */
@MessageType(value = "outreach.send-notice", durable = true)
public record SendNotice(String notice, String reference, String to, String text, Instant expires)
    implements Command {
  @Override
  public String key() {
    return reference;
  }
}
