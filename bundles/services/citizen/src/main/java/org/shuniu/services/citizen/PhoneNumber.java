// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.citizen;

import java.util.Optional;

/**
 * Telephone numbers as they are compared: digits, without the country code 86, without the 0 that
 * is dialled before a mobile number, without an extension. A number of another country keeps its
 * plus.
 */
final class PhoneNumber {
  private static final int SHORTEST = 3;
  private static final int LONGEST = 20;

  private PhoneNumber() {}

  /** The normal form; empty when the text is no number. */
  static Optional<String> normal(String text) {
    String plain = text.strip().replaceAll("[\\s().-]", "").split("[,;xX#转]", 2)[0];
    boolean foreign = plain.startsWith("+") || plain.startsWith("00");
    String digits = plain.startsWith("+") ? plain.substring(1) : plain.replaceFirst("^00", "");
    if (digits.length() < SHORTEST
        || digits.length() > LONGEST
        || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return Optional.empty();
    }
    if (foreign && !digits.startsWith("86")) {
      return Optional.of("+" + digits);
    }
    // 86 in front of eleven digits of a mobile number, or of an area code without its 0.
    String national =
        digits.startsWith("86") && digits.length() > 11 ? digits.substring(2) : digits;
    if (national.matches("01[3-9]\\d{9}")) {
      return Optional.of(national.substring(1));
    }
    if (foreign && !national.matches("1[3-9]\\d{9}") && !national.startsWith("0")) {
      return Optional.of("0" + national);
    }
    return Optional.of(national);
  }
}
