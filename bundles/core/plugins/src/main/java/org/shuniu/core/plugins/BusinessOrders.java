// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.plugins;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
import org.shuniu.api.base.Page;
import org.shuniu.api.hub.Access;
import org.shuniu.api.hub.Audit;
import org.shuniu.api.hub.Needs;
import org.shuniu.api.hub.RestResource;
import org.shuniu.api.hub.Transactions;
import org.shuniu.core.plugins.JobRow.State;

/** Orders to business systems, for those who watch over them. Content is never shown. */
@Component(service = Object.class)
@RestResource
@Path("/business-orders")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "system")
public class BusinessOrders {
  private static final int MAX_LIMIT = 200;

  /** Behind every place, which is hexadecimal, in every collation. */
  private static final String AFTER_ALL = "g";

  private final BusinessHost host;
  private final EntityManager entities;
  private final Transactions transactions;
  private final Access access;
  private final Audit audit;

  @Activate
  public BusinessOrders(
      @Reference BusinessHost host,
      @Reference(target = "(osgi.unit.name=plugins)") EntityManager entities,
      @Reference Transactions transactions,
      @Reference Access access,
      @Reference Audit audit) {
    this.host = host;
    this.entities = entities;
    this.transactions = transactions;
    this.access = access;
    this.audit = audit;
  }

  /**
   * One order.
   *
   * @param state OPEN, DONE, REJECTED or UNCERTAIN
   * @param code of the last failure
   * @param due when it is tried again, while it is OPEN
   */
  public record BusinessOrder(
      String request,
      String link,
      String matter,
      String operation,
      String state,
      int tries,
      Optional<String> code,
      Instant acceptedAt,
      Optional<Instant> due,
      Optional<Instant> endedAt) {
    static BusinessOrder of(OrderRow row) {
      return new BusinessOrder(
          row.id,
          row.instance,
          row.matter,
          row.operation,
          row.state.name(),
          row.tries,
          Optional.ofNullable(row.code),
          row.acceptedAt,
          Optional.of(row.due).filter(due -> row.state == State.OPEN),
          Optional.ofNullable(row.endedAt));
    }
  }

  @GET
  @Needs("business:read")
  @Operation(
      operationId = "listBusinessOrders",
      summary = "Orders to business systems, newest first")
  public Page<BusinessOrder> list(
      @QueryParam("link") @DefaultValue("") String link,
      @QueryParam("state") @DefaultValue("") String state,
      @QueryParam("cursor") @DefaultValue(AFTER_ALL) String cursor,
      @QueryParam("limit") @DefaultValue("50") int limit) {
    access.require("business:read");
    int size = Math.max(1, Math.min(limit, MAX_LIMIT));
    List<OrderRow> rows = transactions.call(() -> find(link, states(state), cursor, size));
    return new Page<>(
        rows.stream().map(BusinessOrder::of).toList(),
        rows.size() < size ? Optional.empty() : Optional.of(rows.get(size - 1).place));
  }

  private List<OrderRow> find(String link, List<State> states, String cursor, int size) {
    String ofLink = link.isEmpty() ? "" : " and o.instance = :link";
    TypedQuery<OrderRow> query =
        entities.createQuery(
            "select o from OrderRow o where o.place < :cursor and o.state in :states"
                + ofLink
                + " order by o.place desc",
            OrderRow.class);
    if (!link.isEmpty()) {
      query.setParameter("link", link);
    }
    return query
        .setParameter("cursor", cursor)
        .setParameter("states", states)
        .setMaxResults(size)
        .getResultList();
  }

  private static List<State> states(String state) {
    List<State> all = List.of(State.values());
    if (state.isEmpty()) {
      return all;
    }
    return Arrays.stream(State.values())
        .filter(known -> known.name().equals(state))
        .findFirst()
        .map(List::of)
        .orElseThrow(
            () -> HubException.invalid("business.order.state-invalid", Map.of("state", state)));
  }

  @POST
  @Path("/{request}/retry")
  @Needs("business:retry")
  @Operation(
      operationId = "retryBusinessOrder",
      summary = "Try again an order that was rejected, or of which nobody knows")
  public BusinessOrder retry(@PathParam("request") String request) {
    access.require("business:retry");
    return transactions.call(
        () -> {
          OrderRow row = host.retry(request);
          audit.record(
              "business:retry",
              "business-order:" + request,
              Map.of("link", row.instance, "matter", row.matter, "operation", row.operation));
          return BusinessOrder.of(row);
        });
  }
}
