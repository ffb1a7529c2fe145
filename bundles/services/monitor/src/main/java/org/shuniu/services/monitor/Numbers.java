// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.monitor;

/** Telephone numbers as they may be shown to a whole room. */
final class Numbers {
  private static final int LONGEST = 32;

  private Numbers() {}

  /** 13800001234 → 138****1234; of a short number only the end. */
  static String masked(String given) {
    String number = given.length() > LONGEST ? given.substring(0, LONGEST) : given;
    int length = number.length();
    if (length >= 11) {
      return number.substring(0, length - 8) + "****" + number.substring(length - 4);
    }
    int shown = Math.min(4, length / 2);
    return "*".repeat(length - shown) + number.substring(length - shown);
  }
}
