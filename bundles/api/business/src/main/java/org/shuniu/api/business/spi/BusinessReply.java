// SPDX-License-Identifier: Apache-2.0
package org.shuniu.api.business.spi;

import java.time.Instant;
import java.util.Map;

/**
 * What the foreign system answered.
 *
 * @param content as the operation defines it
 * @param asOf when the data were read over there
 */
public record BusinessReply(Map<String, Object> content, Instant asOf) {
  @Override
  public String toString() {
    return "reply as of " + asOf;
  }
}
