// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.plugins;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/** How a link did in the last five minutes, minute by minute. Safe for use by many threads. */
final class Rates {
  private static final Duration WINDOW = Duration.ofMinutes(5);

  private final Clock clock;
  private final Deque<Minute> minutes = new ArrayDeque<>();

  private static final class Minute {
    final long number;
    long requests;
    long failed;
    long nanos;
    long worst;

    Minute(long number) {
      this.number = number;
    }
  }

  /**
   * Sums of the window.
   *
   * @param failed of the requests; what the foreign system refused is none
   * @param mean time of a request; zero without any
   * @param worst longest time of a request
   */
  record Figures(long requests, long failed, Duration mean, Duration worst) {}

  Rates(Clock clock) {
    this.clock = clock;
  }

  /** A request ended. */
  synchronized void ended(Duration took, boolean failed) {
    long now = minute(clock.instant());
    forget(now);
    if (minutes.isEmpty() || minutes.getLast().number != now) {
      minutes.addLast(new Minute(now));
    }
    Minute minute = minutes.getLast();
    minute.requests++;
    minute.failed += failed ? 1 : 0;
    minute.nanos += took.toNanos();
    minute.worst = Math.max(minute.worst, took.toNanos());
  }

  /** What they come to now. */
  synchronized Figures figures() {
    forget(minute(clock.instant()));
    long requests = minutes.stream().mapToLong(m -> m.requests).sum();
    long nanos = minutes.stream().mapToLong(m -> m.nanos).sum();
    return new Figures(
        requests,
        minutes.stream().mapToLong(m -> m.failed).sum(),
        Duration.ofNanos(requests == 0 ? 0 : nanos / requests),
        Duration.ofNanos(minutes.stream().mapToLong(m -> m.worst).max().orElse(0)));
  }

  private void forget(long now) {
    while (!minutes.isEmpty() && minutes.getFirst().number <= now - WINDOW.toMinutes()) {
      minutes.removeFirst();
    }
  }

  private static long minute(Instant moment) {
    return moment.getEpochSecond() / 60;
  }
}
