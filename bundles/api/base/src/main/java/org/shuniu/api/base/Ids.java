// SPDX-License-Identifier: Apache-2.0
package org.shuniu.api.base;

import java.security.SecureRandom;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Makes identities: UUID version 7 (RFC 9562) as 36 characters of lower-case text. They sort by the
 * time they were made, so they suit as primary keys, and within one process no two are alike and
 * each is greater than the one before.
 *
 * <p>Safe for use by many threads.
 */
public final class Ids {
  private static final SecureRandom RANDOM = new SecureRandom();

  /** Milliseconds shifted left by 12, with a counter in the low 12 bits: strictly growing. */
  private static final AtomicLong LAST = new AtomicLong();

  private Ids() {}

  /** A new identity, greater than all that this process made before. */
  public static String next() {
    long now = System.currentTimeMillis() << 12;
    long stamp = LAST.updateAndGet(last -> Math.max(now, last + 1));
    long high = (stamp >>> 12 << 16) | 0x7000L | (stamp & 0xFFF);
    long low = (RANDOM.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
    return new UUID(high, low).toString();
  }

  /**
   * Whether {@code text} has the form of a UUID; anything that comes from outside is asked this
   * before use.
   */
  public static boolean valid(String text) {
    if (text.length() != 36) {
      return false;
    }
    for (int i = 0; i < 36; i++) {
      char c = text.charAt(i);
      boolean dash = i == 8 || i == 13 || i == 18 || i == 23;
      if (dash ? c != '-' : Character.digit(c, 16) < 0) {
        return false;
      }
    }
    return true;
  }
}
