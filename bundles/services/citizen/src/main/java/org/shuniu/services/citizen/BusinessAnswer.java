// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.citizen;

import java.time.Instant;
import java.util.Map;

/**
 * What a business system says about a citizen.
 *
 * @param content as the operation defines it
 * @param asOf when the data were read over there
 * @param cached given from memory; ask for fresh data where that is too old
 */
public record BusinessAnswer(
    String link, String operation, Map<String, Object> content, Instant asOf, boolean cached) {
  @Override
  public String toString() {
    return "BusinessAnswer " + operation + " as of " + asOf;
  }
}
