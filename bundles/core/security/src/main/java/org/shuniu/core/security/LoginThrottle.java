// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.security;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.shuniu.api.base.HubException;

/**
 * Slows down whoever guesses passwords: after some failures for one login name, or from one
 * address, further tries are refused for a pause that doubles with each failure. Kept in memory,
 * for a bounded number of names and addresses; the longest unused are forgotten first.
 */
final class LoginThrottle {
  private static final int MAX_ENTRIES = 20_000;

  /** Failures older than this count no more. */
  private static final Duration MEMORY = Duration.ofMinutes(15);

  /**
   * How strict.
   *
   * @param perLogin failures of one login name without a pause
   * @param perAddress failures of one address without a pause; a whole office may share one
   * @param firstPause the pause after the first failure too many
   * @param longestPause no pause is longer
   */
  record Limits(int perLogin, int perAddress, Duration firstPause, Duration longestPause) {}

  private record Record(int failures, Instant last, Instant until) {}

  private final Clock clock;
  private final Limits limits;
  private final Map<String, Record> records =
      new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Record> eldest) {
          return size() > MAX_ENTRIES;
        }
      };

  LoginThrottle(Clock clock, Limits limits) {
    this.clock = clock;
    this.limits = limits;
  }

  /**
   * Takes a try: counts it as failed until {@link #succeeded} says otherwise, so that many tries at
   * the same moment are counted too. Throws {@code security.login.throttled} with {@code
   * retryAfterSeconds} while there is a pause.
   */
  synchronized void attempt(String login, String address) {
    Instant now = clock.instant();
    refuseDuringPause(byLogin(login), now);
    refuseDuringPause(byAddress(address), now);
    count(byLogin(login), limits.perLogin(), now);
    count(byAddress(address), limits.perAddress(), now);
  }

  /** The try was no guess. */
  synchronized void succeeded(String login, String address) {
    records.remove(byLogin(login));
    // The address stays under suspicion for its other tries: only this one is taken back.
    records.computeIfPresent(
        byAddress(address),
        (key, record) ->
            new Record(Math.max(0, record.failures() - 1), record.last(), Instant.MIN));
  }

  synchronized int size() {
    return records.size();
  }

  private void refuseDuringPause(String key, Instant now) {
    Record record = records.get(key);
    if (record != null && record.until().isAfter(now)) {
      long seconds = Math.max(1, Duration.between(now, record.until()).toSeconds() + 1);
      throw HubException.caller(
          HubException.Reason.THROTTLED,
          "security.login.throttled",
          Map.of("retryAfterSeconds", seconds));
    }
  }

  private void count(String key, int free, Instant now) {
    Record before = records.get(key);
    int failures = 1;
    if (before != null && !before.last().plus(MEMORY).isBefore(now)) {
      failures += before.failures();
    }
    records.put(
        key, new Record(failures, now, failures < free ? now : now.plus(pause(failures - free))));
  }

  private Duration pause(int excess) {
    Duration pause = limits.firstPause().multipliedBy(1L << Math.min(excess, 16));
    return pause.compareTo(limits.longestPause()) > 0 ? limits.longestPause() : pause;
  }

  private static String byLogin(String login) {
    return "login:" + login;
  }

  private static String byAddress(String address) {
    return "address:" + address;
  }
}
