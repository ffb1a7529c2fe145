// SPDX-License-Identifier: Apache-2.0
package org.shuniu.api.services.outreach;

import java.time.Instant;
import org.shuniu.api.base.Event;
import org.shuniu.api.base.MessageType;

/**
 * A notice came to a new state. A fact.
 *
 * @param code why, for FAILED and UNCERTAIN, else empty
 * @param attempt 1 for the first sending, one more each time a person sends it again
 */
@MessageType(value = "outreach.notice-changed", durable = true)
public record NoticeChanged(
    String notice, String reference, NoticeState state, String code, int attempt, Instant time)
    implements Event {
  @Override
  public String key() {
    return reference;
  }
}
