// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.ivr;

import java.util.Optional;

/**
 * Numbers of resident identity documents as they are keyed (GB 11643): 18 places, the letter X of
 * the last one keyed as {@code *}.
 */
final class IdentityNumber {
  private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
  private static final String CHECKS = "10X98765432";

  private IdentityNumber() {}

  /**
   * The number that was keyed; empty if it cannot be one, as a slip of a finger mostly makes it.
   */
  static Optional<String> keyed(String keys) {
    String number = keys.replace('*', 'X');
    if (!number.matches("[1-9][0-9]{16}[0-9X]")) {
      return Optional.empty();
    }
    int sum = 0;
    for (int i = 0; i < WEIGHTS.length; i++) {
      sum += (number.charAt(i) - '0') * WEIGHTS[i];
    }
    boolean good = CHECKS.charAt(sum % CHECKS.length()) == number.charAt(WEIGHTS.length);
    return good ? Optional.of(number) : Optional.empty();
  }
}
