// SPDX-License-Identifier: Apache-2.0
package org.shuniu.pbx.asterisk;

import java.util.concurrent.TimeUnit;

/** Lets so many actions pass in a second; a fifth of a second's worth may pass at once. */
final class TokenBucket {
  private final double perNano;
  private final double capacity;
  private double tokens;
  private long filled;

  TokenBucket(int perSecond, long now) {
    perNano = perSecond / (double) TimeUnit.SECONDS.toNanos(1);
    capacity = Math.max(1, perSecond / 5.0);
    tokens = capacity;
    filled = now;
  }

  /** Takes one token and says after how many nanoseconds it may be used. */
  long take(long now) {
    tokens = Math.min(capacity, tokens + (now - filled) * perNano);
    filled = now;
    tokens -= 1;
    return tokens >= 0 ? 0 : (long) (-tokens / perNano);
  }
}
