// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.citizen;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * An order to a business system.
 *
 * @param attempt 1, one more each time a person orders it again
 * @param code why, where it was refused or is uncertain
 * @param answer what the system said, where it is done
 */
public record OrderView(
    String request,
    String citizen,
    String contact,
    String link,
    String operation,
    OrderState state,
    int attempt,
    Optional<String> code,
    Map<String, Object> answer,
    Instant at,
    String by,
    Instant changedAt) {
  @Override
  public String toString() {
    return "OrderView " + request + " " + state;
  }
}
