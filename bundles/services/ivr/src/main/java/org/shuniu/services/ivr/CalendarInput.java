// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.ivr;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.shuniu.api.base.HubException;
import org.shuniu.api.services.calendar.BusinessCalendar;
import org.shuniu.api.services.calendar.DayKind;
import org.shuniu.api.services.calendar.Span;

/**
 * A calendar as an administrator writes it.
 *
 * @param labelZh shown in lists
 * @param labelEn the same in English
 * @param zone name of the time zone, {@code Asia/Shanghai}
 * @param week hours of each day that is worked: {@code 09:00-12:00}; over midnight {@code
 *     22:00-06:00}
 * @param holidayHours hours on public holidays; none: closed
 * @param special days with hours of their own
 */
public record CalendarInput(
    String labelZh,
    String labelEn,
    String zone,
    Map<DayOfWeek, List<String>> week,
    List<String> holidayHours,
    List<SpecialDay> special) {
  private static final int LONGEST_LABEL = 100;
  private static final int MOST_SPECIAL = 1_000;

  /**
   * A day with hours of its own.
   *
   * @param day {@code 2026-12-31}
   * @param hours none: closed
   * @param label why
   */
  public record SpecialDay(String day, List<String> hours, String label) {}

  /** What is absent is empty. */
  public CalendarInput {
    week = week == null ? Map.of() : week;
    holidayHours = holidayHours == null ? List.of() : holidayHours;
    special = special == null ? List.of() : special;
  }

  /**
   * The calendar with these public holidays; {@code ivr.calendar.invalid} with the field, {@code
   * calendar.hours.invalid}.
   */
  BusinessCalendar value(Map<LocalDate, DayKind> exchanged) {
    label("labelZh", labelZh);
    label("labelEn", labelEn);
    Map<DayOfWeek, List<Span>> hours = new EnumMap<>(DayOfWeek.class);
    week.forEach((day, texts) -> hours.put(day, Span.list(texts == null ? List.of() : texts)));
    return new BusinessCalendar(
        zoneId(), hours, Span.list(holidayHours), exchanged, specialHours());
  }

  private static void label(String field, @Nullable String label) {
    if (label == null || label.isBlank() || label.length() > LONGEST_LABEL) {
      throw invalid(field);
    }
  }

  private ZoneId zoneId() {
    try {
      return ZoneId.of(zone == null ? "" : zone);
    } catch (DateTimeException e) {
      throw invalid("zone");
    }
  }

  private Map<LocalDate, List<Span>> specialHours() {
    if (special.size() > MOST_SPECIAL) {
      throw invalid("special");
    }
    Map<LocalDate, List<Span>> hours = new HashMap<>();
    for (SpecialDay each : special) {
      List<String> texts = each.hours() == null ? List.of() : each.hours();
      if (hours.put(date(each.day()), Span.list(texts)) != null) {
        throw invalid(each.day());
      }
    }
    return hours;
  }

  private static LocalDate date(@Nullable String day) {
    try {
      return LocalDate.parse(day == null ? "" : day);
    } catch (DateTimeException e) {
      throw invalid(String.valueOf(day));
    }
  }

  private static HubException invalid(String field) {
    return HubException.invalid("ivr.calendar.invalid", Map.of("field", field));
  }
}
