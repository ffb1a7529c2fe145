// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.contact;

/** Telephone numbers as they are searched for. */
final class Numbers {
  private Numbers() {}

  /** Digits without the country's prefix, so that +86 138… and 0086138… are 138…. */
  static String key(String number) {
    String digits = number.replaceAll("[^0-9]", "");
    if (digits.startsWith("0086")) {
      return digits.substring(4);
    }
    boolean plus = number.startsWith("+86") || (digits.startsWith("86") && digits.length() >= 12);
    return plus ? digits.substring(2) : digits;
  }
}
