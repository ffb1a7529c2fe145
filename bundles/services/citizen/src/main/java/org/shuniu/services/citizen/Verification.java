// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.citizen;

import java.time.Instant;
import org.shuniu.api.services.citizen.VerificationLevel;

/**
 * How sure the hub is of a person in one contact.
 *
 * @param party whether this is who calls, or whom it is about
 * @param method {@code ivr-password}, {@code agent-identity}, {@code agent-questions}, {@code
 *     on-behalf}
 * @param expires from then on it must be asked again; the contact's end comes first
 */
public record Verification(
    String citizen,
    String contact,
    Party party,
    VerificationLevel level,
    String method,
    Instant expires) {
  static Verification of(VerificationRow row, String citizen) {
    return new Verification(citizen, row.contact, row.party, row.level, row.method, row.expires);
  }
}
