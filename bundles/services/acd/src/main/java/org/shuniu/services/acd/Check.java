// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.acd;

import java.util.Map;
import org.shuniu.api.base.HubException;

/** Checks what comes from outside. */
final class Check {
  private Check() {}

  static void that(boolean good, String code, String field) {
    if (!good) {
      throw HubException.invalid(code, Map.of("field", field));
    }
  }

  /** Some text without control characters. */
  static void text(String text, int longest, String code, String field) {
    boolean good =
        !text.isBlank()
            && text.length() <= longest
            && text.chars().noneMatch(Character::isISOControl);
    that(good, code, field);
  }
}
