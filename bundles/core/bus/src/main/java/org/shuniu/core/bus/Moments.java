// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.bus;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** Ids begin with the time at which they were made, so a moment is a border between ids. */
final class Moments {
  private Moments() {}

  /** When an id was made, to the millisecond. */
  static Instant of(String id) {
    return Instant.ofEpochMilli(UUID.fromString(id).getMostSignificantBits() >>> 16);
  }

  /** Ids that are smaller were made longer ago than {@code age}. */
  static String idBefore(Duration age) {
    long then = System.currentTimeMillis() - age.toMillis();
    return new UUID(then << 16, 0).toString();
  }
}
