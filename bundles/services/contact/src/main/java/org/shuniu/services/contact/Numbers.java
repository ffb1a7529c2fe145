// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.contact;

import java.util.Optional;
import java.util.regex.Pattern;

/** Telephone numbers as they are searched for. */
final class Numbers {
  /** Trunk prefix, area and seven or eight digits, or a short service number of the area. */
  private static final Pattern FIXED = Pattern.compile("0[1-9]\\d{6,10}");

  private static final Pattern TRUNK_MOBILE = Pattern.compile("01[3-9]\\d{9}");

  private Numbers() {}

  /** Digits without prefixes, so that +86 138…, 0086138… and 0138… are 138…. */
  static String key(String number) {
    String national = national(number);
    return TRUNK_MOBILE.matcher(national).matches() ? national.substring(1) : national;
  }

  /** A fixed line as it is dialled from elsewhere in the country, if the number tells its area. */
  static Optional<String> fixedLine(String number) {
    String national = national(number);
    boolean abroad = national.length() < digits(number).length();
    String dialled = abroad && !national.startsWith("0") ? "0" + national : national;
    boolean fixed = FIXED.matcher(dialled).matches() && !TRUNK_MOBILE.matcher(dialled).matches();
    return fixed ? Optional.of(dialled) : Optional.empty();
  }

  private static String national(String number) {
    String digits = digits(number);
    boolean country = number.startsWith("+86") || (digits.startsWith("86") && digits.length() > 11);
    return digits.startsWith("0086") ? digits.substring(4) : country ? digits.substring(2) : digits;
  }

  private static String digits(String number) {
    return number.replaceAll("[^0-9]", "");
  }
}
