// SPDX-License-Identifier: Apache-2.0
package org.shuniu.api.base;

/** What is shown of personal data to who has not the right, or no need, to see it (X4). */
public final class Mask {
  private static final int LONG = 11;
  private static final int END = 4;

  private Mask() {}

  /** 张三 → 张*, 欧阳小明 → 欧**明: enough to ask, too little to tell. */
  public static String person(String name) {
    int[] letters = name.codePoints().toArray();
    if (letters.length <= 1) {
      return "*";
    }
    String last = letters.length > 2 ? Character.toString(letters[letters.length - 1]) : "";
    return Character.toString(letters[0]) + "*".repeat(Math.max(1, letters.length - 2)) + last;
  }

  /** 13800001234 → 138****1234; of a short number only the end. */
  public static String phone(String number) {
    int length = number.length();
    int end = Math.min(END, length / 2);
    int begin = length >= LONG ? length - 2 * END : 0;
    return number.substring(0, begin)
        + "*".repeat(length - begin - end)
        + number.substring(length - end);
  }
}
