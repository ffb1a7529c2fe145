// SPDX-License-Identifier: Apache-2.0
package org.shuniu.api.services.calendar;

import static java.time.DayOfWeek.FRIDAY;
import static java.time.DayOfWeek.MONDAY;
import static java.time.DayOfWeek.SATURDAY;
import static java.time.DayOfWeek.SUNDAY;
import static java.time.DayOfWeek.THURSDAY;
import static java.time.DayOfWeek.TUESDAY;
import static java.time.DayOfWeek.WEDNESDAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.shuniu.api.base.HubException;

/** Known days, and every minute of random calendars against a count by hand. */
class BusinessCalendarTest {
  private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");
  private static final List<Span> OFFICE = Span.list(List.of("09:00-12:00", "13:30-17:30"));
  private static final Map<DayOfWeek, List<Span>> WEEK =
      Map.of(MONDAY, OFFICE, TUESDAY, OFFICE, WEDNESDAY, OFFICE, THURSDAY, OFFICE, FRIDAY, OFFICE);

  /** The days around the first of October 2026, as the State Council exchanged them. */
  private static BusinessCalendar autumn() {
    Map<LocalDate, DayKind> days = new HashMap<>();
    for (int day = 1; day <= 7; day++) {
      days.put(LocalDate.of(2026, 10, day), DayKind.HOLIDAY);
    }
    days.put(LocalDate.of(2026, 9, 20), DayKind.MAKE_UP);
    days.put(LocalDate.of(2026, 10, 10), DayKind.MAKE_UP);
    return new BusinessCalendar(CHINA, WEEK, List.of(), days, Map.of());
  }

  private static Instant at(String local) {
    return LocalDateTime.parse(local).atZone(CHINA).toInstant();
  }

  @Test
  void knowsWhetherAndWhenItOpens() {
    BusinessCalendar calendar = autumn();
    assertThat(calendar.openAt(at("2026-09-30T08:59:59"))).isFalse();
    assertThat(calendar.openAt(at("2026-09-30T09:00:00"))).isTrue();
    assertThat(calendar.openAt(at("2026-09-30T11:59:59"))).isTrue();
    assertThat(calendar.openAt(at("2026-09-30T12:00:00"))).isFalse();
    assertThat(calendar.nextOpening(at("2026-09-30T12:00:00"))).contains(at("2026-09-30T13:30:00"));
    assertThat(calendar.nextOpening(at("2026-09-30T17:30:00"))).contains(at("2026-10-08T09:00:00"));
    assertThat(calendar.nextOpening(at("2026-10-08T10:00:00"))).contains(at("2026-10-08T10:00:00"));
    assertThat(calendar.nextClosing(at("2026-10-08T10:00:00"))).contains(at("2026-10-08T12:00:00"));
  }

  @Test
  void aMakeUpSaturdayOrSundayHasTheHoursOfAMonday() {
    BusinessCalendar calendar = autumn();
    assertThat(calendar.openAt(at("2026-09-20T10:00:00"))).isTrue();
    assertThat(calendar.openAt(at("2026-10-10T14:00:00"))).isTrue();
    assertThat(calendar.openAt(at("2026-10-10T12:30:00"))).isFalse();
    assertThat(calendar.openAt(at("2026-10-11T10:00:00"))).isFalse();
    assertThat(calendar.kind(LocalDate.of(2026, 10, 10))).isEqualTo(DayKind.MAKE_UP);
  }

  @Test
  void workingTimePassesOverTheHolidays() {
    BusinessCalendar calendar = autumn();
    Instant received = at("2026-09-30T16:30:00");
    assertThat(calendar.add(received, Duration.ofHours(8))).isEqualTo(at("2026-10-08T17:30:00"));
    assertThat(calendar.add(received, Duration.ofHours(8).plusMinutes(1)))
        .isEqualTo(at("2026-10-09T09:01:00"));
    assertThat(calendar.between(received, at("2026-10-08T17:30:00")))
        .isEqualTo(Duration.ofHours(8));
    assertThat(calendar.between(at("2026-10-08T17:30:00"), received))
        .isEqualTo(Duration.ofHours(-8));
    // Three days of seven hours from Friday noon: Friday, the make-up Saturday, Monday, Tuesday.
    assertThat(calendar.add(at("2026-10-09T13:30:00"), Duration.ofHours(21)))
        .isEqualTo(at("2026-10-13T12:00:00"));
    assertThat(calendar.add(received, Duration.ZERO)).isEqualTo(received);
  }

  @Test
  void aSpecialDayGoesBeforeTheHoliday() {
    BusinessCalendar duty =
        new BusinessCalendar(
            CHINA,
            WEEK,
            Span.list(List.of("10:00-16:00")),
            autumn().exchanged(),
            Map.of(
                LocalDate.of(2026, 10, 1), List.of(),
                LocalDate.of(2026, 10, 9), Span.list(List.of("08:00-10:00"))));
    assertThat(duty.openAt(at("2026-10-01T11:00:00"))).isFalse();
    assertThat(duty.nextOpening(at("2026-10-01T11:00:00"))).contains(at("2026-10-02T10:00:00"));
    assertThat(duty.openAt(at("2026-10-09T11:00:00"))).isFalse();
    assertThat(duty.openAt(at("2026-10-09T08:30:00"))).isTrue();
    assertThat(duty.kind(LocalDate.of(2026, 10, 9))).isEqualTo(DayKind.SPECIAL);
  }

  @Test
  void hoursOverMidnightBelongToTheEveningOnWhichTheyBegin() {
    BusinessCalendar night =
        new BusinessCalendar(
            CHINA,
            Map.of(FRIDAY, Span.list(List.of("22:00-06:00"))),
            List.of(),
            Map.of(LocalDate.of(2026, 10, 3), DayKind.HOLIDAY),
            Map.of());
    assertThat(night.openAt(at("2026-10-03T05:59:59"))).isTrue();
    assertThat(night.openAt(at("2026-10-03T06:00:00"))).isFalse();
    assertThat(night.openAt(at("2026-10-02T05:00:00"))).isFalse();
    assertThat(night.between(at("2026-10-02T00:00:00"), at("2026-10-04T00:00:00")))
        .isEqualTo(Duration.ofHours(8));
    assertThat(night.add(at("2026-10-02T23:00:00"), Duration.ofHours(8)))
        .isEqualTo(at("2026-10-09T23:00:00"));
  }

  @Test
  void theClockOfTheZoneCounts() {
    ZoneId berlin = ZoneId.of("Europe/Berlin");
    BusinessCalendar always =
        new BusinessCalendar(
            berlin,
            Map.of(SUNDAY, Span.list(List.of("00:00-24:00"))),
            List.of(),
            Map.of(),
            Map.of());
    Instant spring = LocalDate.of(2026, 3, 29).atStartOfDay(berlin).toInstant();
    assertThat(always.between(spring, spring.plus(Duration.ofDays(2))))
        .isEqualTo(Duration.ofHours(23));
    assertThat(autumn().openAt(Instant.parse("2026-09-30T01:00:00Z"))).isTrue();
    assertThat(autumn().openAt(Instant.parse("2026-09-30T09:30:00Z"))).isFalse();
  }

  @Test
  void oneThatNeverOpensSaysSo() {
    BusinessCalendar never = new BusinessCalendar(CHINA, Map.of(), List.of(), Map.of(), Map.of());
    Instant now = at("2026-01-01T00:00:00");
    assertThat(never.nextOpening(now)).isEmpty();
    assertThat(never.nextClosing(now)).isEmpty();
    assertThat(never.between(now, now.plus(Duration.ofDays(1000)))).isZero();
    assertThatThrownBy(() -> never.add(now, Duration.ofMinutes(1)))
        .isInstanceOfSatisfying(
            HubException.class, e -> assertThat(e.code()).isEqualTo("calendar.no-working-time"));
  }

  @Test
  void spansReadAndWriteThemselves() {
    for (String good : List.of("00:00-24:00", "09:00-12:00", "22:00-06:00", "13:30-24:00")) {
      assertThat(Span.of(good)).hasToString(good);
    }
    for (String bad : List.of("9:00-12:00", "24:00-12:00", "09:00-25:00", "09:60-10:00", "", "x")) {
      assertThatThrownBy(() -> Span.of(bad)).hasMessageContaining("calendar.hours.invalid");
    }
    assertThatThrownBy(() -> Span.list(List.of("09:00-12:00", "11:00-13:00")))
        .hasMessageContaining("calendar.hours.invalid");
  }

  /** Every minute of a month is counted by hand, for two hundred calendars drawn by chance. */
  @Test
  void agreesWithAClerkWhoCountsEveryMinute() {
    for (int seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      BusinessCalendar calendar = drawn(random);
      Instant begin = LocalDate.of(2026, 1, 20).atStartOfDay(CHINA).toInstant();
      boolean[] open = byHand(calendar, LocalDate.of(2026, 1, 20), 45);
      for (int draw = 0; draw < 200; draw++) {
        int from = random.nextInt(30 * 1440);
        int to = from + random.nextInt(10 * 1440);
        Instant a = begin.plusSeconds(60L * from);
        long worked = count(open, from, to);
        assertThat(calendar.openAt(a)).as("seed %d minute %d", seed, from).isEqualTo(open[from]);
        assertThat(calendar.between(a, begin.plusSeconds(60L * to)).toMinutes())
            .as("seed %d from %d to %d", seed, from, to)
            .isEqualTo(worked);
        if (worked > 0) {
          Instant due = calendar.add(a, Duration.ofMinutes(worked));
          assertThat(due).isBeforeOrEqualTo(begin.plusSeconds(60L * to));
          assertThat(calendar.between(a, due).toMinutes()).isEqualTo(worked);
          assertThat(calendar.between(a, due.minusSeconds(60)).toMinutes()).isEqualTo(worked - 1);
        }
        int next = next(open, from);
        if (next >= 0) {
          assertThat(calendar.nextOpening(a)).contains(begin.plusSeconds(60L * next));
        }
      }
    }
  }

  private static BusinessCalendar drawn(Random random) {
    Map<DayOfWeek, List<Span>> week = new TreeMap<>();
    for (DayOfWeek day : DayOfWeek.values()) {
      if (day.compareTo(SATURDAY) < 0 || random.nextBoolean()) {
        week.put(day, spans(random));
      }
    }
    Map<LocalDate, DayKind> exchanged = new HashMap<>();
    Map<LocalDate, List<Span>> special = new HashMap<>();
    for (int i = 0; i < 8; i++) {
      LocalDate day = LocalDate.of(2026, 1, 15).plusDays(random.nextInt(50));
      switch (random.nextInt(3)) {
        case 0 -> exchanged.put(day, DayKind.HOLIDAY);
        case 1 -> exchanged.put(day, DayKind.MAKE_UP);
        default -> special.put(day, random.nextBoolean() ? List.of() : spans(random));
      }
    }
    List<Span> onHolidays = random.nextBoolean() ? List.of() : spans(random);
    return new BusinessCalendar(CHINA, week, onHolidays, exchanged, special);
  }

  private static List<Span> spans(Random random) {
    int from = random.nextInt(600);
    int noon = from + 1 + random.nextInt(300);
    int again = noon + random.nextInt(120);
    // The last one may go over midnight, and may run into the next day's hours.
    return List.of(new Span(from, noon), new Span(again, again + 1 + random.nextInt(Span.DAY - 1)));
  }

  private static boolean[] byHand(BusinessCalendar calendar, LocalDate first, int days) {
    boolean[] open = new boolean[days * 1440];
    for (int day = -1; day < days; day++) {
      for (Span span : calendar.hours(first.plusDays(day))) {
        for (int minute = span.fromMinute(); minute < span.untilMinute(); minute++) {
          int place = day * 1440 + minute;
          if (place >= 0 && place < open.length) {
            open[place] = true;
          }
        }
      }
    }
    return open;
  }

  private static long count(boolean[] open, int from, int to) {
    long count = 0;
    for (int minute = from; minute < to; minute++) {
      count += open[minute] ? 1 : 0;
    }
    return count;
  }

  private static int next(boolean[] open, int from) {
    for (int minute = from; minute < open.length; minute++) {
      if (open[minute]) {
        return minute;
      }
    }
    return -1;
  }
}
