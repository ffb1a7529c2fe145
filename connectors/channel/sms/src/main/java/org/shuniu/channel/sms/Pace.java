// SPDX-License-Identifier: Apache-2.0
package org.shuniu.channel.sms;

import java.util.concurrent.TimeUnit;

/**
 * Lets so many submissions pass in a second; a fifth of a second's worth may pass at once. For one
 * thread.
 */
final class Pace {
  private final double perNano;
  private final double capacity;
  private double tokens;
  private long filled;

  Pace(int perSecond, long now) {
    perNano = perSecond / (double) TimeUnit.SECONDS.toNanos(1);
    capacity = Math.max(1, perSecond / 5.0);
    tokens = capacity;
    filled = now;
  }

  /** Nanoseconds until one may pass; 0 now. */
  long delay(long now) {
    tokens = Math.min(capacity, tokens + (now - filled) * perNano);
    filled = now;
    return tokens >= 1 ? 0 : (long) Math.ceil((1 - tokens) / perNano);
  }

  /** One passes. */
  void take() {
    tokens -= 1;
  }
}
