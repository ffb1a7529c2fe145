// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.ops.alarm;

import io.swagger.v3.oas.annotations.Operation;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.ws.rs.Consumes;
import javax.ws.rs.DefaultValue;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
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
import org.shuniu.api.base.Page;
import org.shuniu.api.base.Place;
import org.shuniu.api.hub.Access;
import org.shuniu.api.hub.Audit;
import org.shuniu.api.hub.Needs;
import org.shuniu.api.hub.RestResource;
import org.shuniu.core.ops.system.Level;

/** Alarms: what is wrong now, what was, and who takes care of it (M3). */
@Component(service = Object.class)
@RestResource
@Path("/alarms")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class AlarmResource {
  private static final String MANAGE = "alarm:manage";
  private static final int MAX_LIMIT = 200;
  private static final int LONGEST = 200;

  private final AlarmDesk desk;
  private final Access access;
  private final Audit audit;

  /**
   * Something that is or was wrong.
   *
   * @param name as the administrator called the rule; absent for a built-in one, which screens
   *     translate by its metric
   * @param series what tells it from others of the rule: {@code of=home}; may be empty
   * @param value when it rose, or got worse
   * @param times how often it rose, with short pauses
   */
  record AlarmView(
      String id,
      String rule,
      Optional<String> name,
      String metric,
      String series,
      Level level,
      double value,
      Instant raisedAt,
      int times,
      Optional<Instant> acknowledgedAt,
      Optional<String> acknowledgedBy,
      Optional<String> note,
      Optional<Instant> clearedAt) {}

  /** How many alarms are open; {@code fresh}: nobody takes care of them yet. */
  record AlarmCount(long open, long fresh, Level worst) {}

  /** Somebody takes care of an alarm. */
  record AcknowledgementInput(Optional<String> note) {}

  @Activate
  public AlarmResource(
      @Reference AlarmDesk desk, @Reference Access access, @Reference Audit audit) {
    this.desk = desk;
    this.access = access;
    this.audit = audit;
  }

  @GET
  @Needs(AlarmDesk.READ)
  @Operation(
      operationId = "listAlarms",
      summary = "All alarms, newest first; changes are told by the live event alarms.changed")
  public Page<AlarmView> list(
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("limit") @DefaultValue("50") int limit) {
    access.require(AlarmDesk.READ);
    Optional<Place> after =
        Optional.ofNullable(cursor)
            .filter(text -> !text.isEmpty())
            .map(
                text ->
                    Place.of(text)
                        .orElseThrow(
                            () ->
                                HubException.invalid(
                                    "rest.parameter.invalid", Map.of("name", "cursor"))));
    Page<AlarmRow> page = desk.book().history(after, Math.max(1, Math.min(limit, MAX_LIMIT)));
    return new Page<>(page.items().stream().map(AlarmResource::view).toList(), page.next());
  }

  @GET
  @Needs(AlarmDesk.READ)
  @Path("/open")
  @Operation(operationId = "listOpenAlarms", summary = "Alarms that have not cleared, newest first")
  public List<AlarmView> open() {
    access.require(AlarmDesk.READ);
    return desk.book().open().stream().map(AlarmResource::view).toList();
  }

  @GET
  @Needs(AlarmDesk.READ)
  @Path("/count")
  @Operation(operationId = "countAlarms", summary = "How many alarms are open")
  public AlarmCount count() {
    access.require(AlarmDesk.READ);
    List<AlarmRow> open = desk.book().open();
    return new AlarmCount(
        open.size(),
        open.stream().filter(row -> row.acknowledgedAt == null).count(),
        open.stream().map(row -> row.level).max(Enum::compareTo).orElse(Level.OK));
  }

  @POST
  @Needs(MANAGE)
  @Path("/{id}/acknowledgement")
  @Operation(operationId = "acknowledgeAlarm", summary = "The user takes care of an alarm")
  public AlarmView acknowledge(@PathParam("id") String id, AcknowledgementInput input) {
    access.require(MANAGE);
    String note = input.note().map(String::strip).orElse("");
    if (note.length() > LONGEST) {
      throw HubException.invalid("ops.alarm.note-invalid", Map.of("max", LONGEST));
    }
    AlarmRow row = desk.acknowledge(id, access.current().name(), note);
    audit.record("alarm:acknowledge", "alarm:" + id, Map.of("rule", row.rule, "note", note));
    return view(row);
  }

  private static AlarmView view(AlarmRow row) {
    return new AlarmView(
        row.id,
        row.rule,
        Optional.ofNullable(row.name),
        row.metric,
        AlarmBook.series(row),
        row.level,
        row.value,
        row.raisedAt,
        row.times,
        Optional.ofNullable(row.acknowledgedAt),
        Optional.ofNullable(row.acknowledgedBy),
        Optional.ofNullable(row.note),
        Optional.ofNullable(row.clearedAt));
  }
}
