// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.ivr;

import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.shuniu.api.base.HubException;
import org.shuniu.api.hub.Transactions;
import org.shuniu.api.services.calendar.BusinessCalendar;
import org.shuniu.api.services.calendar.DayKind;

/** Calendars and public holidays in the database. Safe for use by many threads. */
final class CalendarStore {
  private final EntityManager em;
  private final Transactions tx;

  CalendarStore(EntityManager em, Transactions tx) {
    this.em = em;
    this.tx = tx;
  }

  /** Public holidays of a year, and who brought them. */
  record Year(int year, HolidaysInput input, String changedBy, Instant changedAt) {}

  /** Keeps a calendar if there is none of any code. */
  void seed(String code, CalendarInput calendar) {
    tx.run(
        () -> {
          if (count("CalendarRow") == 0) {
            put(code, calendar);
          }
        });
  }

  /** Keeps the holidays of a year if nothing is known of it. */
  void seed(int year, HolidaysInput holidays) {
    tx.run(
        () -> {
          if (em.find(HolidaysRow.class, year) == null) {
            put(year, holidays, "hub");
          }
        });
  }

  private long count(String entity) {
    return em.createQuery("select count(c) from " + entity + " c", Long.class).getSingleResult();
  }

  /** Makes a calendar; {@code ivr.calendar.exists}. */
  void create(String code, CalendarInput calendar) {
    tx.run(
        () -> {
          if (em.find(CalendarRow.class, code) != null) {
            throw HubException.conflict("ivr.calendar.exists", Map.of("code", code));
          }
          put(code, calendar);
        });
  }

  /** Makes or changes a calendar; refuses what is not one. */
  void put(String code, CalendarInput calendar) {
    calendar.value(Map.of());
    tx.run(
        () -> {
          @Nullable CalendarRow row = em.find(CalendarRow.class, code);
          if (row == null) {
            row = new CalendarRow();
            row.code = code;
            row.definition = FlowJson.write(calendar);
            em.persist(row);
          } else {
            row.definition = FlowJson.write(calendar);
          }
        });
  }

  /** Takes a calendar away; {@code ivr.calendar.unknown}. Who asks knows that no line has it. */
  void remove(String code) {
    tx.run(
        () -> {
          @Nullable CalendarRow row = em.find(CalendarRow.class, code);
          if (row == null) {
            throw HubException.notFound("ivr.calendar.unknown", code);
          }
          em.remove(row);
        });
  }

  /** Puts the holidays of a year in the place of those known of it. */
  void put(int year, HolidaysInput holidays, String user) {
    holidays.checked(year);
    tx.run(
        () -> {
          @Nullable HolidaysRow row = em.find(HolidaysRow.class, year);
          boolean fresh = row == null;
          HolidaysRow kept = row == null ? new HolidaysRow() : row;
          kept.year = year;
          kept.source = holidays.source().strip();
          kept.days = FlowJson.write(holidays);
          kept.changedBy = user;
          kept.changedAt = Instant.now();
          if (fresh) {
            em.persist(kept);
          }
        });
  }

  /** All calendars by code, in order. */
  Map<String, CalendarInput> calendars() {
    return tx.call(
        () -> {
          Map<String, CalendarInput> calendars = new LinkedHashMap<>();
          em.createQuery("select c from CalendarRow c order by c.code", CalendarRow.class)
              .getResultList()
              .forEach(
                  row ->
                      calendars.put(row.code, FlowJson.read(row.definition, CalendarInput.class)));
          return calendars;
        });
  }

  /** The years that are known, in order. */
  List<Year> years() {
    return tx.call(
        () ->
            em
                .createQuery("select h from HolidaysRow h order by h.year", HolidaysRow.class)
                .getResultList()
                .stream()
                .map(
                    row ->
                        new Year(
                            row.year,
                            FlowJson.read(row.days, HolidaysInput.class),
                            row.changedBy,
                            row.changedAt))
                .toList());
  }

  /** All calendars with all holidays that are known. */
  Map<String, BusinessCalendar> inForce() {
    return tx.call(
        () -> {
          Map<LocalDate, DayKind> exchanged = new HashMap<>();
          years()
              .forEach(
                  year ->
                      year.input()
                          .checked(year.year())
                          .forEach((day, what) -> exchanged.put(day, what.kind())));
          Map<String, BusinessCalendar> inForce = new HashMap<>();
          calendars().forEach((code, calendar) -> inForce.put(code, calendar.value(exchanged)));
          return Map.copyOf(inForce);
        });
  }

  /** The calendar as it was written; {@code ivr.calendar.unknown}. */
  CalendarInput calendar(String code) {
    return tx.call(
        () ->
            Optional.ofNullable(em.find(CalendarRow.class, code))
                .map(row -> FlowJson.read(row.definition, CalendarInput.class))
                .orElseThrow(() -> HubException.notFound("ivr.calendar.unknown", code)));
  }
}
