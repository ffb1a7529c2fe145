// SPDX-License-Identifier: Apache-2.0
package org.shuniu.channel.sms;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Mainland mobile numbers, in whatever way they are written. */
final class PhoneNumber {
  private static final Pattern MOBILE = Pattern.compile("(?:\\+?86|0086)?(1[3-9]\\d{9})");

  private PhoneNumber() {}

  /** The eleven digits: {@code +86 138-0013-8000} is {@code 13800138000}. */
  static Optional<String> mobile(String number) {
    if (number.length() > 32) {
      return Optional.empty();
    }
    Matcher matcher = MOBILE.matcher(number.replaceAll("[ \\-]", ""));
    return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
  }
}
