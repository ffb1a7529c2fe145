// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.ticket;

import java.util.Optional;
import java.util.regex.Pattern;

/** Names and telephone numbers: one form for comparing, and what is shown of them (X4). */
final class Personal {
  private static final Pattern FILLER = Pattern.compile("[\\s().-]");
  private static final Pattern NUMBER = Pattern.compile("\\+?[0-9]{3,20}");
  private static final Pattern NATIONAL =
      Pattern.compile("(?:\\+86|0086|86(?=1[3-9]\\d{9}$))(\\d{7,})");
  private static final Pattern MOBILE = Pattern.compile("1[3-9]\\d{9}");
  private static final Pattern MOBILE_WITH_ZERO = Pattern.compile("01[3-9]\\d{9}");
  private static final int LONG = 11;
  private static final int END = 4;

  private Personal() {}

  /** Digits, without the country code of China, after a plus elsewhere; empty if it is none. */
  static Optional<String> phone(String text) {
    String plain = FILLER.matcher(text.strip()).replaceAll("");
    if (!NUMBER.matcher(plain).matches()) {
      return Optional.empty();
    }
    var national = NATIONAL.matcher(plain);
    if (!national.matches()) {
      return Optional.of(MOBILE_WITH_ZERO.matcher(plain).matches() ? plain.substring(1) : plain);
    }
    String number = national.group(1);
    boolean areaCode = !MOBILE.matcher(number).matches() && !number.startsWith("0");
    return Optional.of(areaCode ? "0" + number : number);
  }

  /** 13800001234 → 138****1234; of a short number only the end. */
  static String maskedPhone(String number) {
    int length = number.length();
    int end = Math.min(END, length / 2);
    int begin = length >= LONG ? length - 2 * END : 0;
    return number.substring(0, begin)
        + "*".repeat(length - begin - end)
        + number.substring(length - end);
  }

  /** 张三 → 张*, 欧阳小明 → 欧**明. */
  static String maskedName(String name) {
    int[] letters = name.codePoints().toArray();
    if (letters.length <= 1) {
      return "*";
    }
    String last = letters.length > 2 ? Character.toString(letters[letters.length - 1]) : "";
    return Character.toString(letters[0]) + "*".repeat(Math.max(1, letters.length - 2)) + last;
  }
}
