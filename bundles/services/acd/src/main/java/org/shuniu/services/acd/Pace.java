// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.acd;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How fast a queue is served: a moving average of the time from one answer to the next while
 * somebody waited all the time. From it and a place follows the expected wait (T12).
 */
final class Pace {
  private static final double WEIGHT = 0.2;
  private static final int ENOUGH = 3;
  private static final Duration STALE = Duration.ofMinutes(15);
  private static final Duration LONGEST = Duration.ofHours(1);

  private double seconds;
  private int samples;
  private @Nullable Instant last;

  /** A contact that waited since {@code since} was answered. */
  void answered(Instant since, Instant now) {
    // Who came after the last answer tells how often citizens call, not how fast they are served.
    if (last != null && since.isBefore(last)) {
      double sample = Duration.between(last, now).toMillis() / 1000.0;
      seconds = samples == 0 ? sample : seconds + WEIGHT * (sample - seconds);
      samples++;
    }
    last = now;
  }

  /** The wait at a place (1 is next), as far as it can be known. */
  Optional<Duration> expected(int place, Instant now) {
    if (samples < ENOUGH || last == null || last.plus(STALE).isBefore(now)) {
      return Optional.empty();
    }
    long wait = Math.max(1, Math.round(seconds * place));
    return Optional.of(Duration.ofSeconds(Math.min(wait, LONGEST.toSeconds())));
  }
}
