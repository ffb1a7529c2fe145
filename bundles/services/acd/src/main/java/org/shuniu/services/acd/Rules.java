// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.acd;

import java.time.Duration;

/**
 * What may be set about agents; the configuration says what each means.
 *
 * @param lease how long a reservation lasts without a word
 * @param consoleGrace how long a console may be away
 * @param breaks when a break is granted without anybody being asked
 */
record Rules(Duration lease, Duration consoleGrace, BreakRule breaks) {
  static Rules of(AcdConfig config) {
    return new Rules(
        Duration.ofMillis(config.reservationLeaseMs()),
        Duration.ofMillis(config.consoleGraceMs()),
        new BreakRule(
            config.breakByRule(),
            config.breakMinWorkingPerSkill(),
            config.breakMaxAtOnce(),
            config.breakMaxSharePercent(),
            config.breakWaitingLimit()));
  }
}
