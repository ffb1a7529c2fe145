// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.citizen;

import java.util.Optional;

/**
 * Why somebody wants to see a person in the clear, or to do something again.
 *
 * @param contact for which
 * @param reason 2 to 200 characters; goes into the audit
 */
public record Reason(Optional<String> contact, String reason) {
  public Reason {
    contact.ifPresent(id -> Rules.reference(id, "contact"));
    reason = Rules.reason(reason);
  }
}
