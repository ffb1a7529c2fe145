// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.citizen;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Map;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.shuniu.api.base.Actor;
import org.shuniu.api.hub.Access;
import org.shuniu.api.hub.Audit;
import org.shuniu.api.hub.Connectors;
import org.shuniu.api.hub.Needs;
import org.shuniu.api.hub.RestResource;
import org.shuniu.api.hub.Transactions;
import org.shuniu.api.services.citizen.VerificationLevel;

/** What business systems know about a citizen and do for one (L1, L4). */
@Component(service = Object.class)
@RestResource
@Path("/citizens/{id}/business")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "citizens")
public class BusinessResource {
  private static final String BUSINESS = "citizen:business";

  private final CitizenService citizens;
  private final Access access;
  private final Audit audit;
  private final Transactions tx;
  private final Connectors connectors;
  private final Gate gate;

  /** Made by the component runtime. */
  @Activate
  public BusinessResource(
      @Reference CitizenService citizens,
      @Reference Access access,
      @Reference Audit audit,
      @Reference Transactions tx,
      @Reference Connectors connectors) {
    this.citizens = citizens;
    this.access = access;
    this.audit = audit;
    this.tx = tx;
    this.connectors = connectors;
    this.gate = new Gate(access, citizens.verifications());
  }

  @POST
  @Needs(BUSINESS)
  @Operation(
      operationId = "askBusiness",
      summary = "Asks a business system about a citizen who is strongly verified in this contact")
  public BusinessAnswer ask(@PathParam("id") String id, BusinessQuestion question) {
    access.require(BUSINESS);
    gate.require(question.contact(), id, VerificationLevel.STRONG);
    // Before it is asked: also a look that found nothing was a look.
    record("citizen:business", id, question.contact(), question.operation());
    return citizens.desk().ask(id, question, Actor.user(access.current().userId()));
  }

  @POST
  @Path("/orders")
  @Needs(BUSINESS)
  @Operation(
      operationId = "orderBusiness",
      summary = "Has a business system do something for a citizen, once for each request",
      responses =
          @ApiResponse(
              responseCode = "202",
              content = @Content(schema = @Schema(implementation = OrderView.class))))
  public Response order(@PathParam("id") String id, OrderInput input) {
    access.require(BUSINESS);
    gate.require(input.contact(), id, VerificationLevel.STRONG);
    OrderView order =
        tx.call(
            () -> {
              record("citizen:order", id, input.contact(), input.operation());
              return citizens.orders().give(id, input, access.current().userId());
            });
    return Response.accepted(order).build();
  }

  @GET
  @Path("/offers")
  @Needs(BUSINESS)
  @Operation(
      operationId = "listBusinessOffers",
      summary = "What business systems can be asked and ordered for a citizen now")
  public List<BusinessOffer> offers(@PathParam("id") String id) {
    access.require(BUSINESS);
    return Offers.of(connectors, citizens.settings());
  }

  @GET
  @Path("/orders")
  @Needs(BUSINESS)
  @Operation(
      operationId = "listCitizenOrders",
      summary = "What was ordered for a citizen, newest first")
  public List<OrderView> orders(
      @PathParam("id") String id, @QueryParam("contact") @Nullable String contact) {
    access.require(BUSINESS);
    gate.requireKnown(contact, id);
    List<String> ids = tx.call(() -> citizens.store().families().of(id).ids());
    return citizens.orders().of(ids);
  }

  @POST
  @Path("/orders/{request}/retry")
  @Needs(BUSINESS)
  @Operation(
      operationId = "retryCitizenOrder",
      summary = "Orders again what failed, or of which nobody knows whether it was done",
      responses =
          @ApiResponse(
              responseCode = "202",
              content = @Content(schema = @Schema(implementation = OrderView.class))))
  public Response retry(
      @PathParam("id") String id, @PathParam("request") String request, Reason reason) {
    access.require(BUSINESS);
    OrderView order =
        tx.call(
            () -> {
              audit.record(
                  "citizen:order-retry",
                  "citizen:" + id,
                  Map.of("request", request, "reason", reason.reason()));
              return citizens.orders().retry(id, request, access.current().userId());
            });
    return Response.accepted(order).build();
  }

  private void record(String operation, String id, String contact, String business) {
    audit.record(
        operation,
        "citizen:" + id,
        Map.of("reason", "contact", "contact", contact, "operation", business));
  }
}
