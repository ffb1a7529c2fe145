// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.ticket;

import java.util.Optional;
import java.util.regex.Pattern;

/** Telephone numbers as they are compared. */
final class PhoneNumber {
  private static final Pattern FILLER = Pattern.compile("[\\s().-]");
  private static final Pattern NUMBER = Pattern.compile("\\+?[0-9]{3,20}");
  private static final Pattern NATIONAL =
      Pattern.compile("(?:\\+86|0086|86(?=1[3-9]\\d{9}$))(\\d{7,})");
  private static final Pattern MOBILE = Pattern.compile("1[3-9]\\d{9}");
  private static final Pattern MOBILE_WITH_ZERO = Pattern.compile("01[3-9]\\d{9}");

  private PhoneNumber() {}

  /** Digits, without the country code of China, after a plus elsewhere; empty if it is none. */
  static Optional<String> normal(String text) {
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
}
