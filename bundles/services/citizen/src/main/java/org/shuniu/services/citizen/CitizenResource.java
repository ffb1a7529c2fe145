// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.citizen;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.ws.rs.Consumes;
import javax.ws.rs.DefaultValue;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.PUT;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.shuniu.api.base.Page;
import org.shuniu.api.hub.Access;
import org.shuniu.api.hub.Audit;
import org.shuniu.api.hub.Needs;
import org.shuniu.api.hub.RestResource;
import org.shuniu.api.hub.Transactions;
import org.shuniu.api.services.citizen.VerificationLevel;

/** Citizens, for agents (Z1, Z2, C9, X4). */
@Component(service = Object.class)
@RestResource
@Path("/citizens")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "citizens")
public class CitizenResource {
  private static final String READ = "citizen:read";
  private static final String WRITE = "citizen:write";
  private static final String REVEAL = "citizen:reveal";
  private static final String MERGE = "citizen:merge";

  private final CitizenStore store;
  private final CitizenService citizens;
  private final Access access;
  private final Audit audit;
  private final Transactions tx;
  private final Gate gate;

  /** Made by the component runtime. */
  @Activate
  public CitizenResource(
      @Reference CitizenService citizens,
      @Reference Access access,
      @Reference Audit audit,
      @Reference Transactions tx) {
    this.citizens = citizens;
    this.store = citizens.store();
    this.access = access;
    this.audit = audit;
    this.tx = tx;
    this.gate = new Gate(access, citizens.verifications());
  }

  @GET
  @Needs(READ)
  @Operation(
      operationId = "listCandidates",
      summary = "Who may be behind a number, or has just this name or identity; masked")
  public List<Citizen> candidates(
      @QueryParam("number") @DefaultValue("") String number,
      @QueryParam("q") @DefaultValue("") String text) {
    access.require(READ);
    if (!text.isBlank()) {
      return store.search(text);
    }
    return number.length() > 64
        ? List.of()
        : PhoneNumber.normal(number).map(store::candidates).orElse(List.of());
  }

  @GET
  @Path("/{id}")
  @Needs(READ)
  @Operation(
      operationId = "getCitizen",
      summary = "One citizen, masked; behind a merged one, the one that was kept")
  public Citizen get(@PathParam("id") String id) {
    access.require(READ);
    return store.get(id);
  }

  @POST
  @Needs(WRITE)
  @Operation(
      operationId = "createCitizen",
      summary = "Writes a citizen down; 409 with the citizen who has the same identity")
  public Citizen create(CitizenInput input) {
    access.require(WRITE);
    return tx.call(
        () -> {
          Citizen citizen = store.add(input, access.current().userId());
          audit.record("citizen:create", "citizen:" + citizen.id(), Map.of());
          return citizen;
        });
  }

  @PUT
  @Path("/{id}")
  @Needs(WRITE)
  @Operation(operationId = "updateCitizen", summary = "Changes what is given of a citizen")
  public Citizen update(@PathParam("id") String id, CitizenChange change) {
    access.require(WRITE);
    return tx.call(
        () -> {
          Citizen citizen = store.change(id, change, access.permits(REVEAL));
          citizens.desk().changed(citizen.id());
          audit.record(
              "citizen:update",
              "citizen:" + citizen.id(),
              Map.of("identity", change.identity().isPresent()));
          return citizen;
        });
  }

  @POST
  @Path("/{id}/reveal")
  @Needs(READ)
  @Operation(
      operationId = "revealCitizen",
      summary = "Name and numbers in the clear, for a reason that is kept")
  public RevealedCitizen reveal(@PathParam("id") String id, Reason reason) {
    access.require(READ);
    @Nullable String contact = reason.contact().orElse(null);
    gate.requireKnown(contact, id);
    Optional<Verification> proof =
        reason.contact().flatMap(known -> citizens.verifications().of(known, id));
    // The number of somebody for whom another asks is not shown: nobody has told it.
    boolean proved =
        access.permits(REVEAL) || proof.filter(p -> !p.method().equals("on-behalf")).isPresent();
    return tx.call(
        () -> {
          RevealedCitizen citizen = store.reveal(id, proved);
          Map<String, Object> detail = new HashMap<>();
          detail.put("reason", reason.reason());
          detail.put("level", proof.map(Verification::level).orElse(VerificationLevel.NONE).name());
          reason.contact().ifPresent(known -> detail.put("contact", known));
          audit.record("citizen:reveal", "citizen:" + citizen.id(), detail);
          return citizen;
        });
  }

  @POST
  @Path("/{id}/verify")
  @Needs("citizen:verify")
  @Operation(
      operationId = "verifyCitizen",
      summary =
          "Proves who calls, or for whom; 422 with the attempts that are left, 409 when locked")
  public Verification verify(@PathParam("id") String id, VerificationRequest request) {
    access.require("citizen:verify");
    return citizens.verifier().verify(id, request, access.current().userId(), audit);
  }

  @GET
  @Path("/{id}/timeline")
  @Needs(READ)
  @Operation(
      operationId = "getTimeline",
      summary = "What happened between a citizen and the hotline, over all channels, newest first")
  public Page<TimelineEntry> timeline(
      @PathParam("id") String id,
      @QueryParam("contact") @Nullable String contact,
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("limit") @DefaultValue("50") int limit) {
    access.require(READ);
    gate.requireKnown(contact, id);
    List<String> ids = tx.call(() -> store.families().of(id).ids());
    Page<TimelineEntry> page = citizens.timeline().page(ids, cursor, limit);
    if (cursor == null) {
      audit.record(
          "citizen:timeline",
          "citizen:" + ids.get(0),
          contact == null ? Map.of() : Map.of("contact", contact));
    }
    return page;
  }

  @POST
  @Path("/{id}/merge")
  @Needs(MERGE)
  @Operation(operationId = "mergeCitizens", summary = "Another citizen is this one")
  public Merge merge(@PathParam("id") String id, MergeInput input) {
    access.require(MERGE);
    return tx.call(
        () -> {
          MergeRow row =
              citizens.merges().merge(id, input.other(), input.reason(), access.current().userId());
          audit.record(
              "citizen:merge",
              "citizen:" + row.kept,
              Map.of("merged", row.merged, "merge", row.id, "reason", row.reason));
          return Merge.of(row);
        });
  }

  @POST
  @Path("/merges/{merge}/undo")
  @Consumes(MediaType.WILDCARD)
  @Needs(MERGE)
  @Operation(operationId = "undoMerge", summary = "Two citizens are two again, as they were")
  public Merge undo(@PathParam("merge") String merge) {
    access.require(MERGE);
    return tx.call(
        () -> {
          MergeRow row = citizens.merges().undo(merge, access.current().userId());
          audit.record(
              "citizen:merge-undo",
              "citizen:" + row.kept,
              Map.of("merged", row.merged, "merge", row.id));
          return Merge.of(row);
        });
  }
}
