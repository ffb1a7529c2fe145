// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.ivr;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.shuniu.api.hub.Metrics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls to numbers that no line has: each is counted ({@code ivr.line.unknown}), one a minute is
 * told in the log. A carrier that sends a wrong number sends many.
 */
final class UnknownNumbers {
  private static final Logger LOG = LoggerFactory.getLogger(UnknownNumbers.class);
  private static final Duration QUIET = Duration.ofMinutes(1);
  private static final int LONGEST = 40;

  private final Metrics metrics;
  private final Clock clock;
  private Instant quietUntil = Instant.MIN;
  private int untold;

  UnknownNumbers(Metrics metrics, Clock clock) {
    this.metrics = metrics;
    this.clock = clock;
  }

  synchronized void called(String number) {
    metrics.count("ivr.line.unknown");
    untold++;
    if (!clock.instant().isBefore(quietUntil)) {
      LOG.warn(
          "{} calls to numbers without a line, the last to {}; the line * serves them",
          untold,
          number.length() > LONGEST ? number.substring(0, LONGEST) : number);
      untold = 0;
      quietUntil = clock.instant().plus(QUIET);
    }
  }
}
