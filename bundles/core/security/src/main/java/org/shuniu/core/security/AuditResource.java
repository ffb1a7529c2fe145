// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.security;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import javax.ws.rs.DefaultValue;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.StreamingOutput;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.shuniu.api.base.Actor;
import org.shuniu.api.base.HubException;
import org.shuniu.api.base.Page;
import org.shuniu.api.hub.Access;
import org.shuniu.api.hub.Audit;
import org.shuniu.api.hub.Needs;
import org.shuniu.api.hub.RestResource;

/** The audit, to be read. */
@Component(service = Object.class)
@RestResource
@Path("/audit")
@Produces(MediaType.APPLICATION_JSON)
public final class AuditResource {
  private static final String READ = "audit:read";
  private static final int MAX_LIMIT = 200;
  private static final TypeReference<Map<String, Object>> FACTS = new TypeReference<>() {};

  private final AuditTrail trail;
  private final Users users;
  private final Audit audit;
  private final Access access;
  private final ObjectMapper json = new ObjectMapper();

  /**
   * Who did what.
   *
   * @param actorLogin of the user, if it was one
   * @param remote absent when the hub itself did it
   */
  record AuditEntry(
      Instant at,
      String actor,
      Optional<String> actorLogin,
      String operation,
      String object,
      Map<String, Object> detail,
      Optional<String> remote) {}

  /**
   * Whether the audit is as it was written.
   *
   * @param brokenAt counts from the oldest entry
   */
  record AuditVerdict(boolean intact, long entriesChecked, Optional<Long> brokenAt) {}

  @Activate
  public AuditResource(
      @Reference AuditTrail trail,
      @Reference Users users,
      @Reference Audit audit,
      @Reference Access access) {
    this.trail = trail;
    this.users = users;
    this.audit = audit;
    this.access = access;
  }

  /**
   * @param actor a login, or {@code KIND:id}
   * @param operation {@code domain:action}, or the domain alone
   * @param object {@code kind:id}, or the kind alone
   */
  @GET
  @Needs(READ)
  @Operation(operationId = "listAudit", summary = "Entries of the audit, newest first")
  public Page<AuditEntry> list(
      @QueryParam("from") @Nullable Instant from,
      @QueryParam("to") @Nullable Instant to,
      @QueryParam("actor") @Nullable String actor,
      @QueryParam("operation") @Nullable String operation,
      @QueryParam("object") @Nullable String object,
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("limit") @DefaultValue("50") int limit) {
    access.require(READ);
    Page<AuditRow> page =
        trail.find(
            filter(from, to, actor, operation, object),
            Optional.ofNullable(cursor).map(AuditResource::place),
            Math.max(1, Math.min(limit, MAX_LIMIT)));
    Map<String, String> logins = users.logins(page.items().stream().map(row -> row.act.actor));
    return new Page<>(
        page.items().stream().map(row -> entry(row.act, logins)).toList(), page.next());
  }

  @GET
  @Path("/export")
  @Produces("text/csv")
  @Needs("audit:export")
  @Operation(
      operationId = "exportAudit",
      summary = "The audit as CSV, 50,000 entries at most",
      responses =
          @ApiResponse(
              responseCode = "200",
              content = @Content(mediaType = "text/csv", schema = @Schema(type = "string"))))
  public Response export(
      @QueryParam("from") @Nullable Instant from,
      @QueryParam("to") @Nullable Instant to,
      @QueryParam("actor") @Nullable String actor,
      @QueryParam("operation") @Nullable String operation,
      @QueryParam("object") @Nullable String object) {
    access.require("audit:export");
    StreamingOutput body = csv(filter(from, to, actor, operation, object));
    return Response.ok(body, "text/csv; charset=UTF-8")
        .header("Content-Disposition", "attachment; filename=\"audit.csv\"")
        .build();
  }

  /** The audit notes the export before its first byte. */
  StreamingOutput csv(AuditFilter filter) {
    audit.record("audit:export", "audit", filter.facts());
    return out -> new AuditCsv(trail, users).write(filter, out);
  }

  @GET
  @Path("/verification")
  @Needs(READ)
  @Operation(operationId = "verifyAudit", summary = "Whether the audit is as it was written")
  public AuditVerdict verify() {
    access.require(READ);
    AuditTrail.Verdict verdict = trail.verify();
    return new AuditVerdict(verdict.broken().isEmpty(), verdict.checked(), verdict.broken());
  }

  private AuditFilter filter(
      @Nullable Instant from,
      @Nullable Instant to,
      @Nullable String actor,
      @Nullable String operation,
      @Nullable String object) {
    return new AuditFilter(
        Optional.ofNullable(from),
        Optional.ofNullable(to),
        Optional.ofNullable(actor).map(this::actor),
        Optional.ofNullable(operation),
        Optional.ofNullable(object));
  }

  /** Nobody knows ids by heart; a login that is not known finds nothing. */
  private String actor(String typed) {
    return typed.indexOf(':') >= 0
        ? typed
        : users
            .byLogin(Users.normal(typed))
            .map(user -> Actor.user(user.id).toString())
            .orElse(typed);
  }

  private AuditEntry entry(AuditAct act, Map<String, String> logins) {
    try {
      return new AuditEntry(
          act.at,
          act.actor,
          Optional.ofNullable(logins.get(act.actor)),
          act.operation,
          act.subject,
          json.readValue(act.detail, FACTS),
          Optional.of(act.address).filter(address -> !address.equals("-")));
    } catch (JsonProcessingException e) {
      throw HubException.internal("security.audit.detail", e);
    }
  }

  private static long place(String cursor) {
    try {
      return Long.parseLong(cursor);
    } catch (NumberFormatException e) {
      throw HubException.invalid("security.audit.cursor-invalid", Map.of());
    }
  }
}
