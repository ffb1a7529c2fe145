// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.ticket;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * Ids that come out the same when the same thing is decided again, so that whoever gets them twice
 * knows it.
 */
final class StableIds {
  private StableIds() {}

  /** A UUID made of these words. */
  static String of(String... words) {
    return UUID.nameUUIDFromBytes(String.join("\n", words).getBytes(StandardCharsets.UTF_8))
        .toString();
  }
}
