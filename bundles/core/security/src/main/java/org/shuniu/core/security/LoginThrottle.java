// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.security;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
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

  private record Record(int failures, int inWork, Instant last, Instant until) {
    static final Record NONE = new Record(0, 0, Instant.MIN, Instant.MIN);

    Record inWork(int change) {
      return new Record(failures, Math.max(0, inWork + change), last, until);
    }
  }

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
   * Begins a try, which {@link #end} has to follow. Throws {@code security.login.throttled} with
   * {@code retryAfterSeconds} while there is a pause, and when as many tries for this name are in
   * work as may fail: whoever guesses at the same moment gains nothing.
   */
  synchronized void begin(String login, String address) {
    Instant now = clock.instant();
    refuseDuringPause(byLogin(login), now);
    refuseDuringPause(byAddress(address), now);
    Record record = records.getOrDefault(byLogin(login), Record.NONE);
    if (record.inWork() >= limits.perLogin()) {
      throw throttled(1);
    }
    records.put(byLogin(login), record.inWork(1));
  }

  /**
   * Ends a try.
   *
   * @param outcome empty if it was not decided: that is nobody's fault
   */
  synchronized void end(String login, String address, Optional<Boolean> outcome) {
    String key = byLogin(login);
    Record record = records.getOrDefault(key, Record.NONE).inWork(-1);
    if (outcome.equals(Optional.of(true))) {
      record = new Record(0, record.inWork(), Instant.MIN, Instant.MIN);
    }
    records.put(key, record);
    if (outcome.equals(Optional.of(false))) {
      Instant now = clock.instant();
      fail(key, limits.perLogin(), now);
      fail(byAddress(address), limits.perAddress(), now);
    } else if (record.inWork() == 0 && record.failures() == 0) {
      records.remove(key);
    }
  }

  synchronized int size() {
    return records.size();
  }

  private void refuseDuringPause(String key, Instant now) {
    Record record = records.get(key);
    if (record != null && record.until().isAfter(now)) {
      long seconds = Math.max(1, Duration.between(now, record.until()).toSeconds() + 1);
      throw throttled(seconds);
    }
  }

  private static HubException throttled(long seconds) {
    return HubException.caller(
        HubException.Reason.THROTTLED,
        "security.login.throttled",
        Map.of("retryAfterSeconds", seconds));
  }

  private void fail(String key, int free, Instant now) {
    Record before = records.getOrDefault(key, Record.NONE);
    int failures = 1;
    if (before.failures() > 0 && !before.last().plus(MEMORY).isBefore(now)) {
      failures += before.failures();
    }
    Instant until = failures < free ? now : now.plus(pause(failures - free));
    records.put(key, new Record(failures, before.inWork(), now, until));
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
