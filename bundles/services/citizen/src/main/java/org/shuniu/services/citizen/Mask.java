// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.citizen;

/** What is shown of personal data before somebody is verified (X4). */
final class Mask {
  private Mask() {}

  /** 张三 → 张*, 欧阳小明 → 欧**明: enough to ask, too little to tell. */
  static String person(String name) {
    int[] letters = name.codePoints().toArray();
    if (letters.length <= 1) {
      return "*";
    }
    StringBuilder masked = new StringBuilder().appendCodePoint(letters[0]);
    masked.append("*".repeat(Math.max(1, letters.length - 2)));
    if (letters.length > 2) {
      masked.appendCodePoint(letters[letters.length - 1]);
    }
    return masked.toString();
  }

  /** 13800001234 → 138****1234; of a short number only the end. */
  static String phone(String number) {
    int length = number.length();
    if (length >= 11) {
      return number.substring(0, length - 8) + "****" + number.substring(length - 4);
    }
    int shown = Math.min(4, length / 2);
    return "*".repeat(length - shown) + number.substring(length - shown);
  }
}
