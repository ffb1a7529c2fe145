// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.ivr;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.ws.rs.Consumes;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.PUT;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.shuniu.api.base.HubException;
import org.shuniu.api.hub.Access;
import org.shuniu.api.hub.Audit;
import org.shuniu.api.hub.Needs;
import org.shuniu.api.hub.RestResource;
import org.shuniu.api.services.calendar.BusinessCalendar;
import org.shuniu.api.services.calendar.DayKind;
import org.shuniu.api.services.calendar.Span;

/** Calendars and public holidays, for administrators (T19, W5). */
@Component(service = Object.class)
@RestResource
@Path("/ivr")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "ivr")
public class CalendarResource {
  private static final String MANAGE = "ivr:manage";
  private static final Pattern CODE = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");
  private static final int FIRST_YEAR = 2000;
  private static final int LAST_YEAR = 2100;

  private final IvrService ivr;
  private final Access access;
  private final Audit audit;

  /** Made by the component runtime. */
  @Activate
  public CalendarResource(
      @Reference IvrService ivr, @Reference Access access, @Reference Audit audit) {
    this.ivr = ivr;
    this.access = access;
    this.audit = audit;
  }

  /** A calendar, and the lines that have it. */
  public record CalendarView(String code, CalendarInput calendar, List<String> lines) {}

  /** A day of a calendar: what it is and why, and the hours that begin on it. */
  public record CalendarDay(
      LocalDate day, DayKind kind, List<String> hours, Optional<String> label) {}

  /**
   * Whether people are there at a moment, and until or from when; local times of the calendar.
   *
   * @param next when it closes if it is open, else when it opens; absent: not within two years
   */
  public record OpeningView(LocalDateTime at, boolean open, Optional<LocalDateTime> next) {}

  /** Public holidays of a year, and who brought them. */
  public record HolidaysView(
      int year, HolidaysInput holidays, String changedBy, Instant changedAt) {}

  @GET
  @Needs(MANAGE)
  @Path("/calendars")
  @Operation(operationId = "listCalendars", summary = "All calendars")
  public List<CalendarView> list() {
    access.require(MANAGE);
    return ivr.calendars().calendars().entrySet().stream()
        .map(each -> new CalendarView(each.getKey(), each.getValue(), lines(each.getKey())))
        .toList();
  }

  @POST
  @Needs(MANAGE)
  @Path("/calendars/{code}")
  @Operation(operationId = "createCalendar", summary = "A new calendar")
  public CalendarView create(@PathParam("code") String code, CalendarInput calendar) {
    access.require(MANAGE);
    if (!CODE.matcher(code).matches()) {
      throw HubException.invalid("ivr.calendar.invalid", Map.of("field", "code"));
    }
    ivr.calendars().create(code, calendar);
    return changed(code, calendar);
  }

  @PUT
  @Needs(MANAGE)
  @Path("/calendars/{code}")
  @Operation(operationId = "setCalendar", summary = "Changes a calendar")
  public CalendarView set(@PathParam("code") String code, CalendarInput calendar) {
    access.require(MANAGE);
    ivr.calendars().calendar(code);
    ivr.calendars().put(code, calendar);
    return changed(code, calendar);
  }

  @DELETE
  @Needs(MANAGE)
  @Path("/calendars/{code}")
  @Operation(
      operationId = "removeCalendar",
      summary = "Takes a calendar away; refused while a line has it")
  public void remove(@PathParam("code") String code) {
    access.require(MANAGE);
    List<String> lines = lines(code);
    if (!lines.isEmpty()) {
      throw HubException.conflict("ivr.calendar.in-use", Map.of("lines", String.join(", ", lines)));
    }
    ivr.calendars().remove(code);
    audit.record("ivr:remove-calendar", "calendar:" + code, Map.of());
    ivr.reload();
  }

  @GET
  @Needs(MANAGE)
  @Path("/calendars/{code}/days")
  @Operation(operationId = "listCalendarDays", summary = "Every day of a year")
  public List<CalendarDay> days(@PathParam("code") String code, @QueryParam("year") int year) {
    access.require(MANAGE);
    checkYear(year);
    BusinessCalendar calendar = inForce(code);
    Map<LocalDate, String> labels = labels(code);
    LocalDate first = LocalDate.of(year, 1, 1);
    return first
        .datesUntil(first.plusYears(1))
        .map(
            day ->
                new CalendarDay(
                    day,
                    calendar.kind(day),
                    calendar.hours(day).stream().map(Span::toString).toList(),
                    Optional.ofNullable(labels.get(day))))
        .toList();
  }

  @GET
  @Needs(MANAGE)
  @Path("/calendars/{code}/opening")
  @Operation(
      operationId = "getOpening",
      summary = "Whether people are there at a local time (2026-10-08T09:00), and what is next")
  public OpeningView opening(
      @PathParam("code") String code, @QueryParam("at") @Nullable String at) {
    access.require(MANAGE);
    BusinessCalendar calendar = inForce(code);
    LocalDateTime local = time(at);
    checkYear(local.getYear());
    Instant moment = local.atZone(calendar.zone()).toInstant();
    boolean open = calendar.openAt(moment);
    return new OpeningView(
        local,
        open,
        (open ? calendar.nextClosing(moment) : calendar.nextOpening(moment))
            .map(next -> LocalDateTime.ofInstant(next, calendar.zone())));
  }

  @GET
  @Needs(MANAGE)
  @Path("/holidays")
  @Operation(operationId = "listHolidays", summary = "Public holidays of the years that are known")
  public List<HolidaysView> holidays() {
    access.require(MANAGE);
    return ivr.calendars().years().stream()
        .map(
            year -> new HolidaysView(year.year(), year.input(), year.changedBy(), year.changedAt()))
        .toList();
  }

  @PUT
  @Needs(MANAGE)
  @Path("/holidays/{year}")
  @Operation(
      operationId = "setHolidays",
      summary = "Public holidays and make-up days of a year, in the place of those known of it")
  public void setHolidays(@PathParam("year") int year, HolidaysInput holidays) {
    access.require(MANAGE);
    checkYear(year);
    ivr.calendars().put(year, holidays, access.current().name());
    audit.record("ivr:holidays", "holidays:" + year, Map.of("days", holidays.checked(year).size()));
    ivr.reload();
  }

  private CalendarView changed(String code, CalendarInput calendar) {
    audit.record("ivr:calendar", "calendar:" + code, Map.of());
    ivr.reload();
    return new CalendarView(code, calendar, lines(code));
  }

  private List<String> lines(String calendar) {
    return ivr.lines().all().values().stream()
        .filter(line -> line.calendar().filter(calendar::equals).isPresent())
        .map(Line::called)
        .toList();
  }

  private BusinessCalendar inForce(String code) {
    return Optional.ofNullable(ivr.inForce().calendars().get(code))
        .orElseThrow(() -> HubException.notFound("ivr.calendar.unknown", code));
  }

  /** Why a day is not like others: the holiday, or what the calendar says of its own day. */
  private Map<LocalDate, String> labels(String code) {
    Map<LocalDate, String> labels = new HashMap<>();
    ivr.calendars()
        .years()
        .forEach(
            year ->
                year.input()
                    .checked(year.year())
                    .forEach(
                        (day, what) ->
                            Optional.ofNullable(what.label())
                                .ifPresent(label -> labels.put(day, label))));
    ivr.calendars()
        .calendar(code)
        .special()
        .forEach(day -> labels.put(LocalDate.parse(day.day()), String.valueOf(day.label())));
    return labels;
  }

  private static LocalDateTime time(@Nullable String at) {
    try {
      return LocalDateTime.parse(at == null ? "" : at);
    } catch (DateTimeException e) {
      throw HubException.invalid("ivr.calendar.invalid", Map.of("field", "at"));
    }
  }

  private static void checkYear(int year) {
    if (year < FIRST_YEAR || year > LAST_YEAR) {
      throw HubException.invalid("ivr.calendar.invalid", Map.of("field", "year"));
    }
  }
}
