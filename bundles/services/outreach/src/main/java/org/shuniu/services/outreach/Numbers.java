// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.outreach;

import java.util.regex.Pattern;

/** Telephone numbers as they are searched for. */
final class Numbers {
  private static final Pattern COUNTRY = Pattern.compile("^(?:\\+|00)?86(?=1\\d{10}$)");
  private static final Pattern LONG_DIGITS = Pattern.compile("\\d{7,}");

  private Numbers() {}

  /** Digits without the prefix of the country. */
  static String key(String number) {
    String plain = number.replaceAll("[^0-9+]", "");
    return COUNTRY.matcher(plain).replaceFirst("");
  }

  /** A sentence of a person without the numbers that it may hold. */
  static String withoutNumbers(String sentence) {
    return LONG_DIGITS.matcher(sentence).replaceAll("***");
  }
}
