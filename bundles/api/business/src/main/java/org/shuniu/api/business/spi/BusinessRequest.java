// SPDX-License-Identifier: Apache-2.0
package org.shuniu.api.business.spi;

import java.time.Duration;
import java.util.Map;

/**
 * One question or order, opened: personal values are in the clear and must reach no log.
 *
 * @param id the same through all tries: the idempotency key for the foreign system
 * @param matter contact or ticket, given along so that the foreign system can name it later
 * @param operation one of {@link BusinessLink#operations()}
 * @param patience what is left of the time that the one who asks waits
 */
public record BusinessRequest(
    String id, String matter, String operation, Map<String, Object> content, Duration patience) {
  @Override
  public String toString() {
    return operation + " " + id;
  }
}
