// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.ticket;

import java.time.Duration;
import java.time.ZoneId;

/**
 * What may be set about tickets; the configuration says what each means.
 *
 * @param handOver how long a department's system is tried
 * @param noticeLength characters of a notice at most
 */
record Settings(
    int dispatchDays,
    Duration handOver,
    Duration urge,
    String noticeTemplate,
    int noticeLength,
    Duration noticeExpiry,
    ZoneId zone) {
  static Settings of(TicketConfig config) {
    return new Settings(
        config.dispatchDays(),
        Duration.ofHours(config.handOverPatienceHours()),
        Duration.ofHours(config.urgePatienceHours()),
        config.noticeTemplate(),
        config.noticeMaxChars(),
        Duration.ofHours(config.noticeExpiryHours()),
        ZoneId.of(config.timeZone()));
  }
}
