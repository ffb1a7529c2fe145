// SPDX-License-Identifier: Apache-2.0
package org.shuniu.api.services.citizen;

import org.shuniu.api.base.Command;
import org.shuniu.api.base.MessageType;

/**
 * A caller has proved who he is to a business system (T11): finds or makes the citizen and verifies
 * him for this contact. {@link CallerVerified} follows.
 *
 * @param identity number of the identity document, sealed
 * @param name as the business system knows it, or empty
 * @param method how: {@code ivr-password}
 */
@MessageType(value = "citizen.identify-caller", durable = true)
public record IdentifyCaller(String contact, String identity, String name, String method)
    implements Command {
  @Override
  public String key() {
    return contact;
  }
}
