// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.outreach;

import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;

/** The configuration in the service's own types; {@link OutreachConfig} says what each means. */
record Settings(
    String textChannel,
    Optional<QuietTime> quiet,
    Duration sweep,
    Duration noticeRetention,
    Duration textRetention) {

  static Settings of(OutreachConfig config) {
    return new Settings(
        config.textChannel(),
        QuietTime.of(config.quietFrom(), config.quietUntil(), ZoneId.of(config.timeZone())),
        Duration.ofMillis(config.sweepMs()),
        Duration.ofDays(config.noticeRetentionDays()),
        Duration.ofDays(config.textRetentionDays()));
  }
}
