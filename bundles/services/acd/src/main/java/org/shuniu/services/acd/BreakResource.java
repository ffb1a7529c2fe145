// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.acd;

import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import java.util.Map;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.MediaType;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.shuniu.api.hub.Access;
import org.shuniu.api.hub.Audit;
import org.shuniu.api.hub.Needs;
import org.shuniu.api.hub.RestResource;

/** Breaks that agents applied for, for those who lead them (T2). */
@Component(service = Object.class)
@RestResource
@Path("/acd/break-requests")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class BreakResource {
  private static final int LONGEST_REMARK = 200;

  private final AcdService acd;
  private final Access access;
  private final Audit audit;

  /** Serves from now on. */
  @Activate
  public BreakResource(
      @Reference AcdService acd, @Reference Access access, @Reference Audit audit) {
    this.acd = acd;
    this.access = access;
    this.audit = audit;
  }

  /** Who waits for a break, the earliest first. */
  @GET
  @Needs("acd:read")
  @Operation(operationId = "listBreakRequests", summary = "Who waits for a break, earliest first")
  public List<BreakRequestView> list() {
    access.require("acd:read");
    return acd.desk().breakRequests();
  }

  /** Grants it, whatever the rule says; with a contact, the break begins after the work on it. */
  @POST
  @Path("/{agentId}/grant")
  @Needs("acd:manage")
  @Operation(operationId = "grantBreak", summary = "Grants a break, whatever the rule says")
  public AgentView grant(@PathParam("agentId") String agentId) {
    access.require("acd:manage");
    AgentView view = acd.desk().grantBreak(agentId);
    audit.record("acd:grant-break", "agent:" + agentId, Map.of("number", view.number()));
    return view;
  }

  /** Refuses it; the agent sees why. */
  @POST
  @Path("/{agentId}/refuse")
  @Needs("acd:manage")
  @Operation(operationId = "refuseBreak", summary = "Refuses a break; the agent sees why")
  public AgentView refuse(@PathParam("agentId") String agentId, BreakRefusal refusal) {
    access.require("acd:manage");
    Check.text(refusal.reason(), LONGEST_REMARK, "acd.break.invalid", "reason");
    AgentView view = acd.desk().refuseBreak(agentId, refusal.reason());
    audit.record("acd:refuse-break", "agent:" + agentId, Map.of("reason", refusal.reason()));
    return view;
  }

  /** Why a break is refused, in words. */
  record BreakRefusal(String reason) {}
}
