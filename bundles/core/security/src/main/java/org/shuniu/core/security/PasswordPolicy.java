// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.security;

import java.time.Duration;

/**
 * What is asked of passwords.
 *
 * @param minLength in characters
 * @param kinds how many of small letters, capitals, digits and others; not asked of long ones
 * @param history so many former passwords, the present one counted, may not come back
 * @param maxAge older ones are to be changed at the next login; zero: they do not age
 */
record PasswordPolicy(int minLength, int kinds, int history, Duration maxAge) {
  static PasswordPolicy of(SecurityConfig config) {
    return new PasswordPolicy(
        config.passwordMinLength(),
        Math.max(0, Math.min(PasswordRules.KINDS, config.passwordKinds())),
        config.passwordHistory(),
        Duration.ofDays(config.passwordMaxAgeDays()));
  }
}
