// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.contact;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.persistence.EntityManager;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.ws.rs.Consumes;
import javax.ws.rs.DefaultValue;
import javax.ws.rs.GET;
import javax.ws.rs.HeaderParam;
import javax.ws.rs.POST;
import javax.ws.rs.PUT;
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
import org.shuniu.api.hub.Access;
import org.shuniu.api.hub.Identity;
import org.shuniu.api.hub.Needs;
import org.shuniu.api.hub.RestResource;
import org.shuniu.api.hub.Transactions;

/**
 * Contacts for screens and other systems. Who holds {@code contact:read} sees all contacts, who
 * holds {@code contact:own} those that were served by oneself.
 */
@Component(service = Object.class)
@RestResource
@Path("/contacts")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class ContactResource {
  private static final String READ = "contact:read";
  private static final String OWN = "contact:own";
  private static final String HANDLE = "contact:handle";

  private final Access access;
  private final Conductor conductor;
  private final Neighbours neighbours;
  private final WrapUps wrapUps;
  private final ContactSearch search;

  /** Made by the component runtime. */
  @Activate
  public ContactResource(
      @Reference Access access,
      @Reference Conductor conductor,
      @Reference Neighbours neighbours,
      @Reference Categories categories,
      @Reference(target = "(osgi.unit.name=contact)") EntityManager entityManager,
      @Reference Transactions transactions) {
    this.access = access;
    this.conductor = conductor;
    this.neighbours = neighbours;
    this.wrapUps = new WrapUps(conductor, categories);
    this.search = new ContactSearch(entityManager, transactions);
  }

  /** Contacts, newest first. */
  @GET
  @Needs({READ, OWN})
  @Operation(operationId = "searchContacts", summary = "Contacts, newest first")
  public ContactPage search(
      @QueryParam("from") @Nullable String from,
      @QueryParam("to") @Nullable String to,
      @QueryParam("number") @Nullable String number,
      @QueryParam("agentId") @Nullable String agentId,
      @QueryParam("state") @Nullable String state,
      @QueryParam("category") @Nullable String category,
      @QueryParam("region") @Nullable String region,
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("limit") @DefaultValue("50") int limit) {
    ContactSearch.Filter filter =
        visible(ContactSearch.Filter.of(from, to, number, agentId, state, category, region));
    return search.page(filter, limit, cursor);
  }

  private ContactSearch.Filter visible(ContactSearch.Filter filter) {
    if (access.permits(READ)) {
      return filter;
    }
    access.require(OWN);
    return filter.servedBy(access.current().userId());
  }

  /** What the user has served. */
  @GET
  @Path("/mine")
  @Needs(OWN)
  @Operation(operationId = "myContacts", summary = "Contacts that the user served, newest first")
  public ContactPage mine(
      @QueryParam("day") @DefaultValue("today") String day,
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("limit") @DefaultValue("50") int limit) {
    access.require(OWN);
    if (!day.equals("today")) {
      throw ContactSearch.invalid("day");
    }
    LocalDate today = LocalDate.ofInstant(conductor.clock.instant(), conductor.settings.zone());
    ContactSearch.Filter filter =
        ContactSearch.Filter.NONE
            .servedBy(access.current().userId())
            .since(today.atStartOfDay(conductor.settings.zone()).toInstant());
    return search.page(filter, limit, cursor);
  }

  /** The same as CSV. */
  @GET
  @Path("/export")
  @Produces("text/csv")
  @Needs("contact:export")
  @Operation(
      operationId = "exportContacts",
      summary = "Contacts as CSV, 10,000 at most",
      responses =
          @ApiResponse(
              responseCode = "200",
              content = @Content(mediaType = "text/csv", schema = @Schema(type = "string"))))
  public Response export(
      @QueryParam("from") @Nullable String from,
      @QueryParam("to") @Nullable String to,
      @QueryParam("number") @Nullable String number,
      @QueryParam("agentId") @Nullable String agentId,
      @QueryParam("state") @Nullable String state,
      @QueryParam("category") @Nullable String category,
      @QueryParam("region") @Nullable String region,
      @QueryParam("format") @DefaultValue("csv") String format) {
    access.require("contact:export");
    ContactSearch.Filter filter =
        ContactSearch.Filter.of(from, to, number, agentId, state, category, region);
    return csv(filter, format, "contacts");
  }

  /** What the user has served, as CSV. */
  @GET
  @Path("/mine/export")
  @Produces("text/csv")
  @Needs(OWN)
  @Operation(
      operationId = "exportMyContacts",
      summary = "Contacts that the user served as CSV, 10,000 at most",
      responses =
          @ApiResponse(
              responseCode = "200",
              content = @Content(mediaType = "text/csv", schema = @Schema(type = "string"))))
  public Response exportMine(
      @QueryParam("from") @Nullable String from,
      @QueryParam("to") @Nullable String to,
      @QueryParam("number") @Nullable String number,
      @QueryParam("state") @Nullable String state,
      @QueryParam("category") @Nullable String category,
      @QueryParam("format") @DefaultValue("csv") String format) {
    access.require(OWN);
    ContactSearch.Filter filter =
        ContactSearch.Filter.of(from, to, number, null, state, category, null)
            .servedBy(access.current().userId());
    return csv(filter, format, "contacts:own");
  }

  private Response csv(ContactSearch.Filter filter, String format, String object) {
    if (!format.toLowerCase(Locale.ROOT).equals("csv")) {
      throw ContactSearch.invalid("format");
    }
    neighbours.audit("contact:export", object, Map.of("format", "csv"));
    StreamingOutput body = out -> new CsvExport(search).write(filter, out);
    return Response.ok(body, "text/csv; charset=UTF-8")
        .header("Content-Disposition", "attachment; filename=\"contacts.csv\"")
        .build();
  }

  /** One contact. */
  @GET
  @Path("/{id}")
  @Needs({READ, OWN})
  @Operation(operationId = "getContact", summary = "One contact with all that belongs to it")
  public Contact get(@PathParam("id") String id) {
    return visible(id, READ).view();
  }

  /** The audio of a recording. */
  @GET
  @Path("/{id}/recordings/{recording}")
  @Produces("audio/wav")
  @Needs({"contact:listen", OWN})
  @Operation(
      operationId = "playRecording",
      summary = "A recording, whole or the range that is asked for",
      responses =
          @ApiResponse(
              responseCode = "200",
              content =
                  @Content(
                      mediaType = "audio/wav",
                      schema = @Schema(type = "string", format = "binary"))))
  public Response recording(
      @PathParam("id") String id,
      @PathParam("recording") String recording,
      @HeaderParam("Range") @Nullable String range) {
    Seen seen = visible(id, "contact:listen");
    String uri =
        Optional.ofNullable(seen.audio().get(recording))
            .orElseThrow(() -> HubException.notFound("contact.recording.unknown", recording));
    if (range == null || range.startsWith("bytes=0-")) {
      neighbours.audit("contact:listen", "contact:" + id, Map.of("recording", recording));
    }
    return AudioStream.answer(uri, range);
  }

  /** What a request may see of a contact. */
  private record Seen(Contact view, Optional<String> servedBy, Map<String, String> audio) {}

  /** The contact, for those who may see all of this kind or served it themselves. */
  private Seen visible(String id, String operation) {
    Identity user = access.current();
    boolean all = access.permits(operation);
    if (!all) {
      access.require(OWN);
    }
    return conductor
        .look(id, this::seen)
        .filter(seen -> all || seen.servedBy().equals(Optional.of(user.userId())))
        .orElseThrow(() -> HubException.notFound("contact.unknown", id));
  }

  private Seen seen(Call call) {
    Map<String, String> audio =
        call.recordings.values().stream()
            .filter(recording -> recording.uri != null)
            .collect(Collectors.toMap(r -> r.id, r -> Rows.text(r.uri)));
    return new Seen(
        Views.contact(call, neighbours.capabilities(call.pbx)),
        Optional.ofNullable(call.agent).map(agent -> agent.userId),
        audio);
  }

  /** Hold, retrieve, mute, unmute, hang up, answer, let the caller prove its identity. */
  @POST
  @Path("/{id}/{control: hold|retrieve|mute|unmute|hangup|answer|verify-caller}")
  @Consumes(MediaType.WILDCARD)
  @Needs(HANDLE)
  @Operation(
      operationId = "controlContact",
      summary = "Hold, retrieve, mute, unmute, hang up or answer the own call, or check the caller",
      responses = @ApiResponse(responseCode = "202", description = "Ordered"))
  public Response control(@PathParam("id") String id, @PathParam("control") String control) {
    access.require(HANDLE);
    String user = access.current().userId();
    Control wanted = Control.valueOf(control.toUpperCase(Locale.ROOT).replace('-', '_'));
    boolean known =
        conductor.apply(
            id,
            (call, out) ->
                conductor.machine.control(
                    call, user, wanted, neighbours.capabilities(call.pbx), out));
    if (!known) {
      throw HubException.notFound("contact.unknown", id);
    }
    return Response.accepted().build();
  }

  /** Notes what it was about. */
  @PUT
  @Path("/{id}/wrap-up")
  @Needs(HANDLE)
  @Operation(operationId = "wrapUpContact", summary = "Note what the own contact was about")
  public Contact wrapUp(@PathParam("id") String id, WrapUpRequest body) {
    access.require(HANDLE);
    wrapUps.note(id, access.current(), body);
    return visible(id, OWN).view();
  }

  /** Notes who the citizen is. */
  @PUT
  @Path("/{id}/citizen")
  @Needs(HANDLE)
  @Operation(operationId = "linkCitizen", summary = "Note who the citizen of the own contact is")
  public Contact citizen(@PathParam("id") String id, CitizenLink body) {
    access.require(HANDLE);
    wrapUps.link(id, access.current(), body);
    return visible(id, OWN).view();
  }
}
