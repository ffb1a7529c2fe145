// SPDX-License-Identifier: Apache-2.0
package org.shuniu.api.services.citizen;

import java.time.Instant;
import org.shuniu.api.base.Event;
import org.shuniu.api.base.MessageType;

/**
 * It is known who is at the other end of a contact. A fact.
 *
 * @param level how sure: see {@link VerificationLevel}
 * @param method {@code ivr-password}, {@code agent-questions}, {@code agent-identity}
 * @param expires from then on it must be asked again
 */
@MessageType(value = "citizen.caller-verified", durable = true)
public record CallerVerified(
    String contact,
    String citizen,
    VerificationLevel level,
    String method,
    Instant expires,
    Instant time)
    implements Event {
  @Override
  public String key() {
    return contact;
  }
}
