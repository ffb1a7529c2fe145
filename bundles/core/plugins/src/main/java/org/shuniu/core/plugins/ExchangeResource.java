// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.plugins;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.persistence.EntityManager;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.ws.rs.BeanParam;
import javax.ws.rs.DefaultValue;
import javax.ws.rs.GET;
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
import org.shuniu.api.hub.Access;
import org.shuniu.api.hub.Audit;
import org.shuniu.api.hub.Needs;
import org.shuniu.api.hub.RestResource;
import org.shuniu.api.hub.Transactions;

/** What went over the wire of business links (L1), masked; newest first. */
@Component(service = Object.class)
@RestResource
@Path("/links/{name}/exchanges")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "links")
public class ExchangeResource {
  private static final int MAX_LIMIT = 200;

  /** Behind every id, which is hexadecimal, in every collation. */
  private static final String AFTER_ALL = "g";

  private final EntityManager entities;
  private final Transactions transactions;
  private final Access access;
  private final Audit audit;

  @Activate
  public ExchangeResource(
      @Reference(target = "(osgi.unit.name=plugins)") EntityManager entities,
      @Reference Transactions transactions,
      @Reference Access access,
      @Reference Audit audit) {
    this.entities = entities;
    this.transactions = transactions;
    this.access = access;
    this.audit = audit;
  }

  /**
   * One exchange, without its texts.
   *
   * @param direction OUT: the hub asked; IN: the foreign system told
   * @param outcome {@code answered}, or the code of the failure
   */
  public record LinkExchange(
      String id,
      String direction,
      String request,
      Optional<String> matter,
      String operation,
      String outcome,
      Instant at,
      double tookMs) {
    static LinkExchange of(ExchangeRow row) {
      return new LinkExchange(
          row.id,
          row.direction,
          row.request,
          Optional.ofNullable(row.matter),
          row.operation,
          row.outcome,
          row.begunAt,
          row.tookMicros / 1e3);
    }
  }

  /** One exchange with what was sent and received, masked; absent where nothing was. */
  public record LinkExchangeDetail(
      LinkExchange exchange, Optional<String> sent, Optional<String> received) {}

  /** What to look for; all of it together. */
  public static final class Filter {
    /** Begun at this time or later, ISO 8601 in UTC. */
    @QueryParam("from")
    public @Nullable String from;

    /** Begun before. */
    @QueryParam("until")
    public @Nullable String until;

    @QueryParam("operation")
    public @Nullable String operation;

    /** An outcome, or {@code failed} for all but {@code answered}. */
    @QueryParam("outcome")
    public @Nullable String outcome;

    @QueryParam("request")
    public @Nullable String request;

    /** Contact or ticket. */
    @QueryParam("matter")
    public @Nullable String matter;
  }

  @GET
  @Needs(LinkResource.READ)
  @Operation(operationId = "listExchanges", summary = "What went over a link's wire, newest first")
  public Page<LinkExchange> list(
      @PathParam("name") String name,
      @BeanParam Filter filter,
      @QueryParam("cursor") @DefaultValue(AFTER_ALL) String cursor,
      @QueryParam("limit") @DefaultValue("50") int limit) {
    access.require(LinkResource.READ);
    int size = Math.max(1, Math.min(limit, MAX_LIMIT));
    List<LinkExchange> found = transactions.call(() -> find(name, filter, cursor, size));
    return new Page<>(
        found, found.size() < size ? Optional.empty() : Optional.of(found.get(size - 1).id()));
  }

  @GET
  @Path("/{id}")
  @Needs(LinkResource.READ)
  @Operation(operationId = "getExchange", summary = "One exchange with its texts, masked")
  public LinkExchangeDetail get(@PathParam("name") String name, @PathParam("id") String id) {
    access.require(LinkResource.READ);
    return transactions.call(
        () -> {
          ExchangeRow row = entities.find(ExchangeRow.class, id);
          if (row == null || !row.link.equals(name)) {
            throw HubException.notFound("business.exchange.unknown", id);
          }
          audit.record(
              "link:exchange",
              "exchange:" + id,
              Map.of("link", name, "operation", row.operation, "request", row.request));
          return new LinkExchangeDetail(
              LinkExchange.of(row),
              Optional.ofNullable(row.sent),
              Optional.ofNullable(row.received));
        });
  }

  private List<LinkExchange> find(String name, Filter filter, String cursor, int size) {
    StringBuilder where = new StringBuilder("e.link = :link and e.id < :cursor");
    Map<String, Object> values = new HashMap<>(Map.of("link", name, "cursor", cursor));
    given(where, values, "operation", "e.operation = :operation", filter.operation);
    given(where, values, "request", "e.request = :request", filter.request);
    given(where, values, "matter", "e.matter = :matter", filter.matter);
    boolean failed = "failed".equals(filter.outcome);
    given(
        where,
        values,
        "outcome",
        failed ? "e.outcome <> :outcome" : "e.outcome = :outcome",
        failed ? "answered" : filter.outcome);
    given(where, values, "from", "e.begunAt >= :from", time(filter.from));
    given(where, values, "until", "e.begunAt < :until", time(filter.until));
    // Without the texts, which are long.
    var query =
        entities.createQuery(
            "select e.id, e.direction, e.request, e.matter, e.operation, e.outcome, e.begunAt,"
                + " e.tookMicros from ExchangeRow e where "
                + where
                + " order by e.id desc",
            Object[].class);
    values.forEach(query::setParameter);
    return query.setMaxResults(size).getResultList().stream().map(ExchangeResource::view).toList();
  }

  private static LinkExchange view(Object[] row) {
    return new LinkExchange(
        (String) row[0],
        (String) row[1],
        (String) row[2],
        Optional.ofNullable((String) row[3]),
        (String) row[4],
        (String) row[5],
        (Instant) row[6],
        (Long) row[7] / 1e3);
  }

  private static void given(
      StringBuilder where,
      Map<String, Object> values,
      String name,
      String condition,
      @Nullable Object value) {
    if (value != null && !value.equals("")) {
      where.append(" and ").append(condition);
      values.put(name, value);
    }
  }

  private static @Nullable Instant time(@Nullable String text) {
    try {
      return text == null || text.isEmpty() ? null : Instant.parse(text);
    } catch (DateTimeException e) {
      throw HubException.invalid("business.exchange.time-invalid", Map.of("time", text));
    }
  }
}
