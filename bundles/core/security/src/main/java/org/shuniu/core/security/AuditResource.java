// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.security;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.swagger.v3.oas.annotations.Operation;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import javax.ws.rs.DefaultValue;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.shuniu.api.base.HubException;
import org.shuniu.api.base.Page;
import org.shuniu.api.hub.Access;
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
  private final Access access;
  private final ObjectMapper json = new ObjectMapper();

  /** Who did what. {@code remote} is absent when the hub itself did it. */
  record AuditEntry(
      Instant at,
      String actor,
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
  public AuditResource(@Reference AuditTrail trail, @Reference Access access) {
    this.trail = trail;
    this.access = access;
  }

  @GET
  @Operation(operationId = "listAudit", summary = "Entries of the audit, newest first")
  public Page<AuditEntry> list(
      @QueryParam("from") @Nullable Instant from,
      @QueryParam("to") @Nullable Instant to,
      @QueryParam("actor") @Nullable String actor,
      @QueryParam("operation") @Nullable String operation,
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("limit") @DefaultValue("50") int limit) {
    access.require(READ);
    Page<AuditRow> page =
        trail.find(
            new AuditTrail.Query(
                Optional.ofNullable(from),
                Optional.ofNullable(to),
                Optional.ofNullable(actor),
                Optional.ofNullable(operation),
                Optional.ofNullable(cursor).map(AuditResource::place),
                Math.max(1, Math.min(limit, MAX_LIMIT))));
    return new Page<>(page.items().stream().map(row -> entry(row.act)).toList(), page.next());
  }

  @GET
  @Path("/verification")
  @Operation(operationId = "verifyAudit", summary = "Whether the audit is as it was written")
  public AuditVerdict verify() {
    access.require(READ);
    AuditTrail.Verdict verdict = trail.verify();
    return new AuditVerdict(verdict.broken().isEmpty(), verdict.checked(), verdict.broken());
  }

  private AuditEntry entry(AuditAct act) {
    try {
      return new AuditEntry(
          act.at,
          act.actor,
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
