// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.outreach;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import org.shuniu.api.base.HubException;

/**
 * The part of the day in which citizens are left alone; it may reach over midnight. A notice that
 * would be worthless at its end is urgent and does not wait.
 *
 * @param from first moment of it
 * @param until first moment after it
 */
record QuietTime(LocalTime from, LocalTime until, ZoneId zone) {

  /** None where both texts are empty; else {@code HH:mm} each. */
  static Optional<QuietTime> of(String from, String until, ZoneId zone) {
    if (from.isBlank() && until.isBlank()) {
      return Optional.empty();
    }
    try {
      QuietTime quiet =
          new QuietTime(LocalTime.parse(from.strip()), LocalTime.parse(until.strip()), zone);
      if (!quiet.from.equals(quiet.until)) {
        return Optional.of(quiet);
      }
    } catch (DateTimeParseException e) {
      // Told below, with what was written.
    }
    throw HubException.invalid("notice.quiet-time.invalid", Map.of("from", from, "until", until));
  }

  /** When a notice may be sent: now, or at the end of the quiet time. */
  Instant earliest(Instant now, Instant expires) {
    ZonedDateTime local = now.atZone(zone);
    LocalTime time = local.toLocalTime();
    boolean overMidnight = from.isAfter(until);
    boolean late = !time.isBefore(from);
    boolean early = time.isBefore(until);
    if (overMidnight ? !(late || early) : !(late && early)) {
      return now;
    }
    LocalDate day = local.toLocalDate();
    Instant end =
        (overMidnight && late ? day.plusDays(1) : day).atTime(until).atZone(zone).toInstant();
    return end.isBefore(expires) ? end : now;
  }
}
