// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.acd;

import java.time.Duration;
import java.util.Optional;

/**
 * What agents can serve, and how contacts wait for it.
 *
 * @param priority added to a contact's own: an agent with several skills serves the higher first
 * @param overflow where contacts wait besides, after a while
 * @param limit how many may wait
 * @param announceEvery how often a waiting citizen is told the place; zero: on arrival only
 * @param afterCall how long after-call work lasts
 * @param serviceLevel answered within this counts as in time
 * @param levelFirst whether a higher level goes before a longer idle time
 */
record Skill(
    String code,
    String labelZh,
    String labelEn,
    int priority,
    Optional<Overflow> overflow,
    int limit,
    Duration announceEvery,
    Duration afterCall,
    Duration serviceLevel,
    boolean levelFirst) {

  static final int LIMIT = 1_000;
  static final Duration ANNOUNCE_EVERY = Duration.ofSeconds(30);
  static final Duration AFTER_CALL = Duration.ofSeconds(60);
  static final Duration SERVICE_LEVEL = Duration.ofSeconds(20);

  /** A skill with the usual settings. */
  static Skill of(String code, String labelZh, String labelEn) {
    return new Skill(
        code,
        labelZh,
        labelEn,
        0,
        Optional.empty(),
        LIMIT,
        ANNOUNCE_EVERY,
        AFTER_CALL,
        SERVICE_LEVEL,
        false);
  }

  /** Where else contacts wait, and after how long. */
  record Overflow(String to, Duration after) {}
}
