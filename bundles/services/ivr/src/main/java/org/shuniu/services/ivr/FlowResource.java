// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.ivr;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.ws.rs.Consumes;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.PUT;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.MediaType;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.shuniu.api.base.HubException;
import org.shuniu.api.hub.Access;
import org.shuniu.api.hub.Audit;
import org.shuniu.api.hub.Needs;
import org.shuniu.api.hub.RestResource;

/** Flows, for administrators: list, read, add a version, publish now or later, go back (I1). */
@Component(service = Object.class)
@RestResource
@Path("/ivr")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "ivr")
public class FlowResource {
  private static final String MANAGE = "ivr:manage";
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");
  private static final int LONGEST_COMMENT = 400;

  private final IvrService ivr;
  private final Access access;
  private final Audit audit;

  /** Made by the component runtime. */
  @Activate
  public FlowResource(@Reference IvrService ivr, @Reference Access access, @Reference Audit audit) {
    this.ivr = ivr;
    this.access = access;
    this.audit = audit;
  }

  /** A flow with all its versions, newest first. */
  public record FlowView(
      String name,
      String labelZh,
      Optional<Integer> published,
      Optional<Instant> publishedAt,
      Optional<String> publishedBy,
      Optional<FlowPlan> planned,
      List<FlowVersionView> versions) {}

  /** One version of a flow. */
  public record FlowVersionView(
      int version, Instant createdAt, String createdBy, String comment, boolean published) {}

  /** The number that a new version got. */
  public record FlowVersionAdded(int version) {}

  /**
   * When a version shall come into force by itself.
   *
   * @param at in the future
   */
  public record FlowPlan(int version, Instant at) {}

  @GET
  @Path("/flows")
  @Needs(MANAGE)
  @Operation(operationId = "listFlows", summary = "All flows with their versions")
  public List<FlowView> list() {
    access.require(MANAGE);
    return ivr.store().list().stream().map(FlowResource::view).toList();
  }

  @GET
  @Path("/flows/{name}/{version}")
  @Needs(MANAGE)
  @Operation(operationId = "getFlow", summary = "The definition of one version")
  public Map<String, Object> get(
      @PathParam("name") String name, @PathParam("version") int version) {
    access.require(MANAGE);
    return FlowJson.object(ivr.store().definition(name, version));
  }

  @POST
  @Path("/flows/{name}")
  @Needs(MANAGE)
  @Operation(
      operationId = "addFlowVersion",
      summary = "Adds a version; the definition may hold a comment. Checked, not yet published")
  public FlowVersionAdded add(@PathParam("name") String name, Map<String, Object> definition) {
    access.require(MANAGE);
    if (!NAME.matcher(name).matches()) {
      throw HubException.invalid("ivr.flow.name-invalid", Map.of("name", shortened(name)));
    }
    if (definition.remove("comment") instanceof String comment && !comment.isBlank()) {
      return added(name, definition, shortened(comment.strip()));
    }
    return added(name, definition, "");
  }

  @POST
  @Path("/flows/{name}/{version}/publish")
  @Needs(MANAGE)
  @Operation(
      operationId = "publishFlow",
      summary = "New callers get this version; also an older one")
  public void publish(@PathParam("name") String name, @PathParam("version") int version) {
    access.require(MANAGE);
    ivr.store().publish(name, version, access.current().name());
    audit.record("ivr:publish", "flow:" + name, Map.of("version", version));
    ivr.reload();
  }

  @PUT
  @Needs(MANAGE)
  @Path("/flows/{name}/plan")
  @Operation(
      operationId = "planFlow",
      summary = "A version comes into force at a moment; replaces an earlier plan of the flow")
  public void plan(@PathParam("name") String name, FlowPlan plan) {
    access.require(MANAGE);
    if (plan.at() == null || !plan.at().isAfter(Instant.now())) {
      throw HubException.invalid("ivr.flow.plan-past", Map.of());
    }
    String user = access.current().name();
    ivr.store().plan(name, new FlowStore.Dated(plan.version(), plan.at(), user));
    audit.record(
        "ivr:plan", "flow:" + name, Map.of("version", plan.version(), "at", plan.at().toString()));
    ivr.reload();
  }

  @DELETE
  @Needs(MANAGE)
  @Path("/flows/{name}/plan")
  @Operation(operationId = "unplanFlow", summary = "No version comes into force by itself")
  public void unplan(@PathParam("name") String name) {
    access.require(MANAGE);
    ivr.store().unplan(name);
    audit.record("ivr:unplan", "flow:" + name, Map.of());
    ivr.reload();
  }

  private FlowVersionAdded added(String name, Map<String, Object> definition, String comment) {
    Flow flow = FlowJson.read(FlowJson.text(definition));
    int version = ivr.store().add(name, flow, comment, access.current().name());
    audit.record("ivr:add-version", "flow:" + name, Map.of("version", version));
    return new FlowVersionAdded(version);
  }

  private static FlowView view(FlowStore.Listed flow) {
    return new FlowView(
        flow.name(),
        flow.labelZh(),
        flow.published(),
        flow.publishedAt(),
        flow.publishedBy(),
        flow.planned().map(plan -> new FlowPlan(plan.version(), plan.at())),
        flow.versions().stream()
            .map(
                v ->
                    new FlowVersionView(
                        v.version(),
                        v.createdAt(),
                        v.createdBy(),
                        v.note(),
                        flow.published().filter(p -> p == v.version()).isPresent()))
            .toList());
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST_COMMENT ? text : text.substring(0, LONGEST_COMMENT);
  }
}
