// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.citizen;

import java.util.Map;

/**
 * Something that a business link can be asked or ordered for a citizen.
 *
 * @param order changes something over there; else it is a question
 * @param version of the schema
 * @param state of the link: ONLINE, DEGRADED, OFFLINE …
 * @param schema JSON Schema 2020-12 with the words of docs/business-operations.md
 */
public record BusinessOffer(
    String link,
    String operation,
    boolean order,
    int version,
    String state,
    Map<String, Object> schema) {
  @Override
  public String toString() {
    return "BusinessOffer " + link + " " + operation;
  }
}
