// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.security;

import java.time.Instant;
import java.util.Optional;
import org.shuniu.api.hub.Sessions;

/**
 * A session as people see it.
 *
 * @param usedAt told to half a minute
 * @param browser as it names itself; absent when it did not
 * @param current whether it is the one that asks
 */
record OpenSession(
    String id,
    Instant since,
    Instant usedAt,
    Instant expiresAt,
    String address,
    Optional<String> browser,
    boolean current) {
  static OpenSession of(SessionRow row, Sessions.Session asking) {
    return new OpenSession(
        row.id,
        row.createdAt,
        row.usedAt,
        row.expiresAt,
        row.address,
        Optional.ofNullable(row.browser).filter(name -> !name.isBlank()),
        row.id.equals(asking.id()));
  }
}
