// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.bus;

import io.swagger.v3.oas.annotations.Operation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
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
import org.shuniu.api.base.Ids;
import org.shuniu.api.base.Page;
import org.shuniu.api.hub.Access;
import org.shuniu.api.hub.Audit;
import org.shuniu.api.hub.Needs;
import org.shuniu.api.hub.RestResource;
import org.shuniu.core.bus.DeadLetters.Address;

/**
 * Dead letters, to be read by those who see the plugins and managed by those who run the bus. Their
 * content is shown masked to everybody: it may be personal, and whoever mends a consumer needs its
 * shape only.
 */
@Component(service = Object.class)
@RestResource
@Path("/dead-letters")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class DeadLetterResource {
  private static final String READ = "plugin:read";
  private static final String MANAGE = "bus:manage";
  private static final int MAX_LIMIT = 200;
  private static final int LONGEST = 200;

  private final BusComponent bus;
  private final Access access;
  private final Audit audit;

  /**
   * A message that a consumer could not handle.
   *
   * @param type wire name with its version
   * @param reason why; numbers that may be personal are masked
   * @param behind nothing is wrong with it, it waits behind another of its key
   * @param waiting how many of its key wait behind it; 0 for one that waits itself
   * @param tries how often the consumer was given it
   */
  record DeadLetter(
      String id,
      String consumer,
      String key,
      String messageId,
      String type,
      String reason,
      boolean behind,
      long waiting,
      int tries,
      Instant parkedAt) {}

  /** A dead letter with its envelope as indented JSON; what may be personal is masked. */
  record DeadLetterDetail(DeadLetter letter, String envelope) {}

  /** How many messages could not be handled, and how many wait behind them. */
  record DeadLetterCount(long failed, long behind) {}

  /** Dead letters to be given to their consumers again, 200 at most. */
  record RedeliveryInput(List<String> ids) {}

  /**
   * Dead letters to be removed for good, 200 at most.
   *
   * @param reason why, for the audit
   * @param release whether those behind them are given to their consumers then
   */
  record DiscardInput(List<String> ids, String reason, boolean release) {}

  /** What became of several. */
  record DeadLetterOutcome(int done, List<DeadLetterRefusal> refused) {}

  /** One that was not touched, and the code of the cause. */
  record DeadLetterRefusal(String id, String code) {}

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
      @QueryParam("consumer") @Nullable String consumer,
      @QueryParam("type") @Nullable String type,
      @QueryParam("key") @Nullable String key,
      @QueryParam("behind") @Nullable Boolean behind,
      @QueryParam("from") @Nullable Instant from,
      @QueryParam("until") @Nullable Instant until,
      @QueryParam("cursor") @DefaultValue("") String cursor,
      @QueryParam("limit") @DefaultValue("50") int limit) {
    access.require(READ);
    if (!cursor.isEmpty()) {
      requireId(cursor);
    }
    DeadLetterFilter filter =
        new DeadLetterFilter(
            bounded("consumer", consumer),
            bounded("type", type),
            bounded("key", key),
            Optional.ofNullable(behind),
            Optional.ofNullable(from),
            Optional.ofNullable(until));
    int size = Math.max(1, Math.min(limit, MAX_LIMIT));
    List<DeadLetterRow> rows = bus.desk().list(filter, cursor, size + 1);
    List<DeadLetterRow> shown = rows.subList(0, Math.min(size, rows.size()));
    Optional<String> next =
        rows.size() > size ? Optional.of(shown.get(size - 1).id) : Optional.empty();
    return new Page<>(views(shown), next);
  }

  @GET
  @Needs(READ)
  @Path("/count")
  @Operation(operationId = "countDeadLetters", summary = "How many dead letters there are")
  public DeadLetterCount count() {
    access.require(READ);
    Map<Boolean, Long> tally = bus.desk().tally();
    return new DeadLetterCount(tally.getOrDefault(false, 0L), tally.getOrDefault(true, 0L));
  }

  @GET
  @Needs(MANAGE)
  @Path("/{id}")
  @Operation(operationId = "getDeadLetter", summary = "One with its envelope, masked")
  public DeadLetterDetail get(@PathParam("id") String id) {
    access.require(MANAGE);
    requireId(id);
    DeadLetterRow row = bus.desk().get(id);
    noted("bus:look", row, Map.of());
    return new DeadLetterDetail(views(List.of(row)).get(0), Masked.json(row.body.bytes()));
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
    noted("bus:redeliver", bus.desk().redeliver(id), Map.of());
  }

  @POST
  @Needs(MANAGE)
  @Path("/redelivery")
  @Operation(
      operationId = "redeliverDeadLetters",
      summary = "Give several, and all of their keys, to their consumers again")
  public DeadLetterOutcome redeliver(RedeliveryInput input) {
    access.require(MANAGE);
    Map<Address, String> once = new LinkedHashMap<>();
    return each(
        input.ids(),
        id -> {
          DeadLetterRow letter = bus.desk().get(id);
          // One redelivery takes all of the key along.
          if (once.putIfAbsent(Address.of(letter), id) == null) {
            bus.desk().redeliver(id);
          }
          noted("bus:redeliver", letter, Map.of());
        });
  }

  @POST
  @Needs(MANAGE)
  @Path("/discard")
  @Operation(operationId = "discardDeadLetters", summary = "Remove several for good")
  public DeadLetterOutcome discard(DiscardInput input) {
    access.require(MANAGE);
    String reason = input.reason().strip();
    if (reason.isEmpty() || reason.length() > LONGEST) {
      throw HubException.invalid("bus.dead-letter.reason-invalid", Map.of("max", LONGEST));
    }
    Map<Address, String> touched = new LinkedHashMap<>();
    DeadLetterOutcome outcome =
        each(
            input.ids(),
            id -> {
              DeadLetterRow letter = bus.desk().discard(id);
              touched.put(Address.of(letter), id);
              noted("bus:discard", letter, Map.of("reason", reason));
            });
    if (input.release()) {
      touched.keySet().forEach(bus.desk()::release);
    }
    return outcome;
  }

  /** One that somebody else has taken meanwhile does not keep the others. */
  private static DeadLetterOutcome each(List<String> ids, Consumer<String> work) {
    if (ids.isEmpty() || ids.size() > MAX_LIMIT) {
      throw HubException.invalid("bus.dead-letter.selection-invalid", Map.of("max", MAX_LIMIT));
    }
    ids.forEach(DeadLetterResource::requireId);
    List<DeadLetterRefusal> refused = new ArrayList<>();
    for (String id : ids) {
      try {
        work.accept(id);
      } catch (HubException e) {
        refused.add(new DeadLetterRefusal(id, e.code()));
      }
    }
    return new DeadLetterOutcome(ids.size() - refused.size(), refused);
  }

  private void noted(String operation, DeadLetterRow letter, Map<String, String> more) {
    Map<String, String> detail = new LinkedHashMap<>(more);
    detail.put("consumer", letter.consumer);
    detail.put("key", Masked.line(letter.key));
    detail.put("message", letter.messageId);
    audit.record(operation, "dead-letter:" + letter.id, detail);
  }

  private static Optional<String> bounded(String field, @Nullable String text) {
    if (text == null || text.isBlank()) {
      return Optional.empty();
    }
    if (text.length() > LONGEST) {
      throw HubException.invalid("rest.parameter.invalid", Map.of("name", field));
    }
    return Optional.of(text.strip());
  }

  private static void requireId(String id) {
    if (!Ids.valid(id)) {
      throw HubException.invalid("bus.dead-letter.id-invalid", Map.of());
    }
  }

  private List<DeadLetter> views(List<DeadLetterRow> rows) {
    Map<Address, Long> behind = bus.desk().behind(rows);
    return rows.stream().map(row -> view(row, behind)).toList();
  }

  private static DeadLetter view(DeadLetterRow row, Map<Address, Long> behind) {
    boolean waits = row.reason.equals(DeadLetters.BEHIND);
    return new DeadLetter(
        row.id,
        row.consumer,
        Masked.line(row.key),
        row.messageId,
        row.tag,
        Masked.line(row.reason),
        waits,
        waits ? 0 : behind.getOrDefault(Address.of(row), 0L),
        row.tries,
        row.parkedAt);
  }
}
