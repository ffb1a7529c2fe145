// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.ticket;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Map;
import javax.ws.rs.BeanParam;
import javax.ws.rs.Consumes;
import javax.ws.rs.DefaultValue;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.StreamingOutput;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.shuniu.api.base.HubException;
import org.shuniu.api.base.Ids;
import org.shuniu.api.hub.Access;
import org.shuniu.api.hub.Audit;
import org.shuniu.api.hub.Identity;
import org.shuniu.api.hub.Needs;
import org.shuniu.api.hub.RestResource;

/**
 * Tickets, for those who write them and those who decide about them (W1, W2, W4). Everybody sees
 * the tickets of the own region only.
 */
@Component(service = Object.class)
@RestResource
@Path("/tickets")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "tickets")
public class TicketResource {
  private static final String READ = "ticket:read";
  private static final String REVIEW = "ticket:review";

  private final TicketService tickets;
  private final Access access;
  private final Audit audit;

  /** Made by the component runtime. */
  @Activate
  public TicketResource(
      @Reference TicketService tickets, @Reference Access access, @Reference Audit audit) {
    this.tickets = tickets;
    this.access = access;
    this.audit = audit;
  }

  @GET
  @Needs(READ)
  @Operation(operationId = "searchTickets", summary = "Tickets, the newest first")
  public TicketPage search(
      @BeanParam TicketFilter filter,
      @QueryParam("sort") @DefaultValue("createdAt") String sort,
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("limit") @DefaultValue("50") int limit) {
    access.require(READ);
    return tickets.search.page(filter, sight(), TicketSort.of(sort), limit, cursor);
  }

  @GET
  @Path("/export")
  @Produces("text/csv")
  @Needs("ticket:export")
  @Operation(
      operationId = "exportTickets",
      summary = "Tickets as CSV, 10,000 at most",
      responses =
          @ApiResponse(
              responseCode = "200",
              content = @Content(mediaType = "text/csv", schema = @Schema(type = "string"))))
  public Response export(@BeanParam TicketFilter filter) {
    access.require("ticket:export");
    TicketSearch.Sight sight = sight();
    // Refuses a bad filter before the answer begins.
    tickets.search.page(filter, sight, TicketSort.CREATED, 1, null);
    audit.record("ticket:export", "tickets", Map.of("format", "csv"));
    StreamingOutput body = out -> new CsvExport(tickets.search).write(filter, sight, out);
    return Response.ok(body, "text/csv; charset=UTF-8")
        .header("Content-Disposition", "attachment; filename=\"tickets.csv\"")
        .build();
  }

  @POST
  @Needs("ticket:write")
  @Operation(
      operationId = "createTicket",
      summary = "Writes a ticket down; the same id again is the same ticket")
  public TicketView create(TicketInput input) {
    access.require("ticket:write");
    tickets.create(input, access.current());
    return view(input.id());
  }

  @GET
  @Path("/{id}")
  @Needs(value = READ, foreign = Needs.Foreign.HIDDEN)
  @Operation(operationId = "getTicket", summary = "A ticket with all that belongs to it")
  public TicketView get(@PathParam("id") String id) {
    access.require(READ);
    return view(checked(id));
  }

  @POST
  @Path(
      "/{id}/{operation:"
          + " accept|dispatch|send-back|resolve|review|decide|urge|note|close|discard}")
  @Needs(
      by = "operation",
      value = {
        "accept=ticket:close",
        "resolve=ticket:close",
        "send-back=ticket:close",
        "review=ticket:review",
        "decide=ticket:review",
        "dispatch=ticket:review",
        "urge=ticket:write",
        "note=ticket:write",
        "close=ticket:close",
        "discard=ticket:discard"
      },
      foreign = Needs.Foreign.HIDDEN)
  @Operation(operationId = "operateTicket", summary = "Does something to a ticket")
  public TicketView operate(
      @PathParam("id") String id, @PathParam("operation") String operation, OperationInput input) {
    TicketOperation wanted = TicketOperation.of(operation);
    access.require(wanted.permission);
    // A decision may amount to what has a permission of its own.
    if (wanted == TicketOperation.DECIDE) {
      input
          .outcome()
          .filter(outcome -> outcome.equals("discard"))
          .ifPresent(outcome -> access.require("ticket:discard"));
      input
          .outcome()
          .filter(outcome -> outcome.equals("close"))
          .ifPresent(outcome -> access.require("ticket:close"));
    }
    tickets.operate(checked(id), wanted, input, access.current(), sight()::covers);
    return view(id);
  }

  private static String checked(String id) {
    if (!Ids.valid(id)) {
      throw HubException.notFound("ticket.unknown", "");
    }
    return id;
  }

  private TicketSearch.Sight sight() {
    Identity user = access.current();
    return new TicketSearch.Sight(user.region(), user.departments(), access.permits(REVIEW));
  }

  private TicketView view(String id) {
    TicketSearch.Sight sight = sight();
    return tickets
        .views
        .look(id, sight, wanted -> access.permits(wanted.permission))
        .orElseThrow(() -> HubException.notFound("ticket.unknown", id));
  }
}
