// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.citizen;

import java.util.List;
import java.util.Optional;

/**
 * A citizen in the clear, for whoever has given a reason (X4).
 *
 * @param identity number of the identity document; absent where it is not known, or where somebody
 *     else calls for this citizen and has not proved it
 */
public record RevealedCitizen(
    String id,
    String name,
    CitizenKind kind,
    List<String> phones,
    Optional<DocumentKind> identityKind,
    Optional<String> identity) {
  @Override
  public String toString() {
    return "RevealedCitizen " + id;
  }
}
