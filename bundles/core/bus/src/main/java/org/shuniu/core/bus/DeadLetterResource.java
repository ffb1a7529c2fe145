// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.bus;

import io.swagger.v3.oas.annotations.Operation;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.ws.rs.DELETE;
import javax.ws.rs.DefaultValue;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.MediaType;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.shuniu.api.base.HubException;
import org.shuniu.api.base.Ids;
import org.shuniu.api.base.Page;
import org.shuniu.api.hub.Access;
import org.shuniu.api.hub.Audit;
import org.shuniu.api.hub.Needs;
import org.shuniu.api.hub.RestResource;

/** Dead letters, to be read by those who see the plugins and managed by those who run the bus. */
@Component(service = Object.class)
@RestResource
@Path("/dead-letters")
@Produces(MediaType.APPLICATION_JSON)
public final class DeadLetterResource {
  private static final String READ = "plugin:read";
  private static final String MANAGE = "bus:manage";
  private static final int MAX_LIMIT = 200;

  private final BusComponent bus;
  private final Access access;
  private final Audit audit;

  /**
   * A message that a consumer could not handle; its content is not shown, for it may be personal.
   *
   * @param reason {@code behind}: nothing is wrong with it, it waits behind another of its key
   */
  record DeadLetter(
      String id,
      String consumer,
      String key,
      String messageId,
      String type,
      String reason,
      int tries,
      Instant parkedAt) {}

  @Activate
  public DeadLetterResource(
      @Reference BusComponent bus, @Reference Access access, @Reference Audit audit) {
    this.bus = bus;
    this.access = access;
    this.audit = audit;
  }

  @GET
  @Needs(READ)
  @Operation(operationId = "listDeadLetters", summary = "Dead letters, oldest first")
  public Page<DeadLetter> list(
      @QueryParam("cursor") @DefaultValue("") String cursor,
      @QueryParam("limit") @DefaultValue("50") int limit) {
    access.require(READ);
    if (!cursor.isEmpty()) {
      requireId(cursor);
    }
    int size = Math.max(1, Math.min(limit, MAX_LIMIT));
    List<DeadLetter> letters =
        bus.desk().list(cursor, size).stream().map(DeadLetterResource::view).toList();
    Optional<String> next =
        letters.size() < size ? Optional.empty() : Optional.of(letters.get(size - 1).id());
    return new Page<>(letters, next);
  }

  @POST
  @Path("/{id}/redelivery")
  @Needs(MANAGE)
  @Operation(
      operationId = "redeliverDeadLetter",
      summary = "Give it, and all of its key, to the consumer again")
  public void redeliver(@PathParam("id") String id) {
    access.require(MANAGE);
    requireId(id);
    noted("bus:redeliver", bus.desk().redeliver(id));
  }

  @DELETE
  @Path("/{id}")
  @Needs(MANAGE)
  @Operation(operationId = "discardDeadLetter", summary = "Remove it for good")
  public void discard(@PathParam("id") String id) {
    access.require(MANAGE);
    requireId(id);
    noted("bus:discard", bus.desk().discard(id));
  }

  private void noted(String operation, DeadLetterRow letter) {
    audit.record(
        operation,
        "dead-letter:" + letter.id,
        Map.of("consumer", letter.consumer, "key", letter.key, "message", letter.messageId));
  }

  private static void requireId(String id) {
    if (!Ids.valid(id)) {
      throw HubException.invalid("bus.dead-letter.id-invalid", Map.of());
    }
  }

  private static DeadLetter view(DeadLetterRow row) {
    return new DeadLetter(
        row.id, row.consumer, row.key, row.messageId, row.tag, row.reason, row.tries, row.parkedAt);
  }
}
