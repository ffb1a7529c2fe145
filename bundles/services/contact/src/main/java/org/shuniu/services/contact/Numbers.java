// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.contact;

import java.util.regex.Pattern;

/** Telephone numbers as they are searched for. */
final class Numbers {
  private static final Pattern TRUNK_MOBILE = Pattern.compile("01[3-9]\\d{9}");

  private Numbers() {}

  /** Digits without prefixes, so that +86 138…, 0086138… and 0138… are 138…. */
  static String key(String number) {
    String digits = number.replaceAll("[^0-9]", "");
    boolean country = number.startsWith("+86") || (digits.startsWith("86") && digits.length() > 11);
    String national =
        digits.startsWith("0086") ? digits.substring(4) : country ? digits.substring(2) : digits;
    return TRUNK_MOBILE.matcher(national).matches() ? national.substring(1) : national;
  }
}
