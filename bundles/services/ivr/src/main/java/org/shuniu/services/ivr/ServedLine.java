// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.ivr;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.shuniu.api.services.calendar.BusinessCalendar;

/** The line that a caller dialled, as flows see it: {@code line.open} and its like. */
record ServedLine(Line line, Optional<BusinessCalendar> calendar) {
  /** Of names that mean something else for each line. */
  static final String PREFIX = "line.";

  static final String GREETING = PREFIX + "greeting";

  private static final String YES = "yes";
  private static final String NO = "no";

  /** What a flow may read; {@code line.open} and {@code line.nextOpening} are of this moment. */
  Map<String, Supplier<String>> variables(Clock clock) {
    return Map.of(
        "line.name", line::labelZh,
        "line.skill", () -> line.skill().orElse(""),
        "line.language", () -> line.language().orElse(""),
        "line.open", () -> open(clock.instant()) ? YES : NO,
        "line.nextOpening", () -> nextOpening(clock.instant()));
  }

  /** What this line has for one of those names. */
  Optional<String> prompt(String name) {
    return name.equals(GREETING) ? line.greeting() : Optional.empty();
  }

  boolean open(Instant now) {
    return calendar.map(hours -> hours.openAt(now)).orElse(true);
  }

  /** Local date and time, {@code 2026-10-08T09:00}; empty if open now, or for ever closed. */
  private String nextOpening(Instant now) {
    return calendar
        .filter(hours -> !hours.openAt(now))
        .flatMap(
            hours ->
                hours
                    .nextOpening(now)
                    .map(next -> next.atZone(hours.zone()).toLocalDateTime())
                    .map(next -> next.truncatedTo(ChronoUnit.MINUTES).toString()))
        .orElse("");
  }
}
