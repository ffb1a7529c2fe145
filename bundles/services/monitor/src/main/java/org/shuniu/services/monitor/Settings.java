// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.monitor;

import java.time.Duration;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The configuration in the service's own types; {@link MonitorConfig} says what each means. */
record Settings(
    Rules rules, List<WallThreshold> thresholds, Lines lines, Duration history, ZoneId zone) {

  static Settings of(MonitorConfig config) {
    return new Settings(
        new Rules(
            Duration.ofSeconds(config.targetSeconds()),
            Duration.ofSeconds(config.shortAbandonSeconds()),
            config.shortAbandonsCount()),
        entries(config.thresholds()).flatMap(e -> WallThreshold.of(e).stream()).toList(),
        Lines.of(entries(config.lines()).toList(), config.homeRegion()),
        Duration.ofDays(config.historyDays()),
        ZoneId.of(config.timeZone()));
  }

  /** A list as the console writes it, or one line of a file with commas between. */
  private static Stream<String> entries(String[] values) {
    return Arrays.stream(values).flatMap(value -> Arrays.stream(value.split(",")));
  }
}
