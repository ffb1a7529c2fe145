// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.acd;

import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import javax.ws.rs.Consumes;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.PUT;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.MediaType;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.shuniu.api.hub.Access;
import org.shuniu.api.hub.Needs;
import org.shuniu.api.hub.RestResource;

/** What every agent asks of the ACD. */
@Component(service = Object.class)
@RestResource
@Path("/acd")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class AcdResource {
  private final AcdService acd;
  private final Access access;

  /** Serves from now on. */
  @Activate
  public AcdResource(@Reference AcdService acd, @Reference Access access) {
    this.acd = acd;
    this.access = access;
  }

  /** The agent that the user is. */
  @GET
  @Path("/me")
  @Needs("acd:self")
  @Operation(operationId = "getMe", summary = "The agent that the user is")
  public AgentView me() {
    access.require("acd:self");
    return acd.desk().ofUser(access.current());
  }

  /** Asks for a state. */
  @PUT
  @Path("/me/state")
  @Needs("acd:self")
  @Operation(
      operationId = "setMyState",
      summary =
          "Asks for a state; with a contact, not ready and break come after it;"
              + " a break that cannot be granted now is shown as breakRequest")
  public AgentView state(StateInput wanted) {
    access.require("acd:self");
    Desk desk = acd.desk();
    return desk.request(desk.ofUser(access.current()).agentId(), wanted, true);
  }

  /** The agent wants no break any more, or has read why there is none. */
  @DELETE
  @Path("/me/break-request")
  @Needs("acd:self")
  @Operation(
      operationId = "withdrawMyBreak",
      summary = "Withdraws the break that was applied for, or puts a refusal aside")
  public AgentView withdrawBreak() {
    access.require("acd:self");
    Desk desk = acd.desk();
    return desk.withdrawBreak(desk.ofUser(access.current()).agentId());
  }

  /** Why an agent may be not ready. */
  @GET
  @Path("/reasons")
  @Needs("queue:read")
  @Operation(
      operationId = "listReasons",
      summary = "Reasons; those of the kind SYSTEM are given by the ACD and cannot be chosen")
  public List<ReasonView> reasons() {
    access.require("queue:read");
    return acd.desk().reasons().stream()
        .map(r -> new ReasonView(r.code(), r.kind(), r.labelZh(), r.labelEn()))
        .toList();
  }

  /** The queues as they stand. */
  @GET
  @Path("/queues")
  @Needs("queue:read")
  @Operation(operationId = "listQueues", summary = "The queues as they stand")
  public List<QueueView> queues() {
    access.require("queue:read");
    return acd.desk().queues();
  }

  /** A reason on a screen. */
  record ReasonView(String code, Reasons.Kind kind, String labelZh, String labelEn) {}
}
