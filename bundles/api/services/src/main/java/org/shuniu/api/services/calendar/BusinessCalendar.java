// SPDX-License-Identifier: Apache-2.0
package org.shuniu.api.services.calendar;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.shuniu.api.base.HubException;

/**
 * When there is work: opening hours of a line, working time of a deadline (W5, T19). A value,
 * immutable.
 *
 * <p>What a day's hours are is told, in this order, by {@code special}, by {@code exchanged} (a
 * holiday has {@code holidayHours}, a make-up day those of a Monday), by the day of the week. Time
 * is counted on the real clock of the zone: on a day with a change of the clock a span is as long
 * as it really lasts.
 *
 * @param zone where the hours are
 * @param week hours of each day of the week; a day that is absent is closed
 * @param holidayHours hours on public holidays; empty: closed
 * @param exchanged public holidays and make-up days
 * @param special days with hours of their own; none: closed
 */
public record BusinessCalendar(
    ZoneId zone,
    Map<DayOfWeek, List<Span>> week,
    List<Span> holidayHours,
    Map<LocalDate, DayKind> exchanged,
    Map<LocalDate, List<Span>> special) {

  /** Who looks further ahead than this looks at a calendar that never opens. */
  private static final int HORIZON_DAYS = 800;

  public BusinessCalendar {
    week = Map.copyOf(week);
    holidayHours = List.copyOf(holidayHours);
    exchanged = Map.copyOf(exchanged);
    special = Map.copyOf(special);
  }

  /** A stretch of working time; the end is not included. */
  public record Stretch(Instant from, Instant until) {}

  /** What this day is. */
  public DayKind kind(LocalDate day) {
    return special.containsKey(day)
        ? DayKind.SPECIAL
        : exchanged.getOrDefault(day, DayKind.ORDINARY);
  }

  /** The hours that begin on this day. */
  public List<Span> hours(LocalDate day) {
    return switch (kind(day)) {
      case SPECIAL -> special.getOrDefault(day, List.of());
      case HOLIDAY -> holidayHours;
      case MAKE_UP -> week.getOrDefault(DayOfWeek.MONDAY, List.of());
      case ORDINARY -> week.getOrDefault(day.getDayOfWeek(), List.of());
    };
  }

  /** Whether there is work at this moment. */
  public boolean openAt(Instant moment) {
    return nextOpening(moment).filter(moment::equals).isPresent();
  }

  /** This moment if there is work, else when it begins next; empty if not within two years. */
  public Optional<Instant> nextOpening(Instant moment) {
    return stretches(moment)
        .findFirst()
        .map(next -> next.from().isAfter(moment) ? next.from() : moment);
  }

  /**
   * When the work that goes on at this moment, or begins next, ends; without end within two years:
   * empty. Hours that touch are one.
   */
  public Optional<Instant> nextClosing(Instant moment) {
    Instant end = Instant.MIN;
    for (Stretch next : (Iterable<Stretch>) stretches(moment)::iterator) {
      if (end != Instant.MIN && next.from().isAfter(end)) {
        return Optional.of(end);
      }
      end = next.until().isAfter(end) ? next.until() : end;
    }
    return Optional.empty();
  }

  /** Working time from one moment to another; negative if the other is earlier. */
  public Duration between(Instant from, Instant to) {
    if (to.isBefore(from)) {
      return between(to, from).negated();
    }
    Duration sum = Duration.ZERO;
    Instant counted = from;
    LocalDate last = LocalDate.ofInstant(to, zone);
    for (LocalDate day = LocalDate.ofInstant(from, zone).minusDays(1);
        !day.isAfter(last);
        day = day.plusDays(1)) {
      for (Stretch each : (Iterable<Stretch>) on(day)::iterator) {
        Instant begin = latest(each.from(), counted);
        Instant end = each.until().isBefore(to) ? each.until() : to;
        if (begin.isBefore(end)) {
          sum = sum.plus(Duration.between(begin, end));
          counted = end;
        }
      }
    }
    return sum;
  }

  /**
   * The moment at which so much working time has passed: the first one. Nothing at all is this
   * moment itself. Refused with {@code calendar.no-working-time} if there is none for two years.
   *
   * @param working not negative
   */
  public Instant add(Instant from, Duration working) {
    if (working.isNegative()) {
      throw new IllegalArgumentException("negative working time");
    }
    Duration left = working;
    Instant at = from;
    while (!left.isZero()) {
      Stretch next =
          stretches(at)
              .findFirst()
              .orElseThrow(
                  () -> HubException.invalid("calendar.no-working-time", Map.of("from", from)));
      Instant begin = latest(next.from(), at);
      Duration here = Duration.between(begin, next.until());
      if (here.compareTo(left) >= 0) {
        return begin.plus(left);
      }
      left = left.minus(here);
      at = next.until();
    }
    return at;
  }

  /** Working time that is not over at this moment, in order; may touch or overlap at midnight. */
  private Stream<Stretch> stretches(Instant moment) {
    LocalDate today = LocalDate.ofInstant(moment, zone);
    // The hours of yesterday may reach into today.
    return today
        .minusDays(1)
        .datesUntil(today.plusDays(HORIZON_DAYS))
        .flatMap(this::on)
        .filter(each -> each.until().isAfter(moment));
  }

  private Stream<Stretch> on(LocalDate day) {
    return hours(day).stream()
        .map(span -> new Stretch(at(day, span.fromMinute()), at(day, span.untilMinute())))
        .filter(each -> each.from().isBefore(each.until()));
  }

  private Instant at(LocalDate day, int minute) {
    return day.atStartOfDay().plusMinutes(minute).atZone(zone).toInstant();
  }

  private static Instant latest(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }
}
