// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.ivr;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.shuniu.api.base.HubException;
import org.shuniu.api.services.calendar.DayKind;

/**
 * Public holidays and make-up days of a year.
 *
 * @param source where it was announced; without one nobody can check it
 * @param days in any order
 */
public record HolidaysInput(String source, List<HolidayDay> days) {
  private static final int LONGEST_SOURCE = 400;

  /**
   * One day.
   *
   * @param day {@code 2026-10-01}
   * @param kind HOLIDAY, or MAKE_UP for a Saturday or Sunday that is worked
   * @param label the holiday to which it belongs
   */
  public record HolidayDay(String day, DayKind kind, @Nullable String label) {}

  /**
   * The days by date. Refuses with {@code ivr.holidays.invalid} and the day: one that is there
   * twice, is not of this year (the New Year's holiday may begin in December), or is a make-up day
   * that is worked anyway.
   */
  Map<LocalDate, HolidayDay> checked(int year) {
    if (source == null || source.isBlank() || source.length() > LONGEST_SOURCE) {
      throw invalid("source");
    }
    Map<LocalDate, HolidayDay> checked = new TreeMap<>();
    for (HolidayDay each : days == null ? List.<HolidayDay>of() : days) {
      LocalDate day = date(each.day());
      boolean weekend = day.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) >= 0;
      boolean good = each.kind() == DayKind.HOLIDAY || (each.kind() == DayKind.MAKE_UP && weekend);
      boolean here =
          !day.isBefore(LocalDate.of(year - 1, 12, 1)) && !day.isAfter(LocalDate.of(year, 12, 31));
      if (!good || !here || checked.put(day, each) != null) {
        throw invalid(each.day());
      }
    }
    if (checked.isEmpty()) {
      throw invalid("days");
    }
    return checked;
  }

  private static LocalDate date(@Nullable String day) {
    try {
      return LocalDate.parse(day == null ? "" : day);
    } catch (DateTimeException e) {
      throw invalid(String.valueOf(day));
    }
  }

  private static HubException invalid(String day) {
    return HubException.invalid("ivr.holidays.invalid", Map.of("day", day));
  }
}
