// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.acd;

import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import java.util.Map;
import javax.ws.rs.Consumes;
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
import org.shuniu.api.hub.Access;
import org.shuniu.api.hub.Audit;
import org.shuniu.api.hub.Needs;
import org.shuniu.api.hub.RestResource;

/** Agents, for those who lead or administer them. */
@Component(service = Object.class)
@RestResource
@Path("/acd/agents")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class AgentResource {
  private final AcdService acd;
  private final Access access;
  private final Audit audit;

  /** Serves from now on. */
  @Activate
  public AgentResource(
      @Reference AcdService acd, @Reference Access access, @Reference Audit audit) {
    this.acd = acd;
    this.access = access;
    this.audit = audit;
  }

  /** All agents, by number. */
  @GET
  @Needs("acd:read")
  @Operation(operationId = "listAgents", summary = "All agents, by number")
  public List<AgentView> list() {
    access.require("acd:read");
    return acd.desk().agents();
  }

  /** Makes a user an agent. */
  @POST
  @Needs("acd:manage")
  @Operation(operationId = "createAgent", summary = "Makes a user an agent")
  public AgentView create(AgentInput input) {
    access.require("acd:manage");
    AgentView view = acd.desk().add(input);
    audit.record("acd:create-agent", "agent:" + view.agentId(), Map.of("number", view.number()));
    return view;
  }

  /** Changes number, telephone and skills. */
  @PUT
  @Path("/{id}")
  @Needs("acd:manage")
  @Operation(operationId = "updateAgent", summary = "Changes number, telephone and skills")
  public AgentView change(@PathParam("id") String id, AgentInput input) {
    access.require("acd:manage");
    AgentView view = acd.desk().change(id, input);
    audit.record("acd:change-agent", "agent:" + id, Map.of("number", view.number()));
    return view;
  }

  /** Asks for a state on behalf of an agent. */
  @PUT
  @Path("/{id}/state")
  @Needs("acd:manage")
  @Operation(operationId = "setAgentState", summary = "Asks for a state on behalf of an agent")
  public AgentView state(@PathParam("id") String id, StateInput wanted) {
    access.require("acd:manage");
    AgentView view = acd.desk().request(id, wanted, false);
    audit.record("acd:set-state", "agent:" + id, Map.of("state", wanted.state()));
    return view;
  }
}
