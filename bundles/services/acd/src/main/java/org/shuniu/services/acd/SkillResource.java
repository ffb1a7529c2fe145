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

/** Skills and their rules. */
@Component(service = Object.class)
@RestResource
@Path("/acd/skills")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class SkillResource {
  private final AcdService acd;
  private final Access access;
  private final Audit audit;

  /** Serves from now on. */
  @Activate
  public SkillResource(
      @Reference AcdService acd, @Reference Access access, @Reference Audit audit) {
    this.acd = acd;
    this.access = access;
    this.audit = audit;
  }

  /** All skills, by code. */
  @GET
  @Needs("queue:read")
  @Operation(operationId = "listSkills", summary = "All skills, by code")
  public List<SkillView> list() {
    access.require("queue:read");
    return acd.desk().skills();
  }

  /** Adds a skill. */
  @POST
  @Path("/{code}")
  @Needs("acd:configure")
  @Operation(operationId = "createSkill", summary = "Adds a skill")
  public SkillView create(@PathParam("code") String code, SkillView input) {
    access.require("acd:configure");
    SkillView view = acd.desk().add(input.skill(code));
    audit.record("acd:create-skill", "skill:" + code, Map.of());
    return view;
  }

  /** Changes the rules of a skill. */
  @PUT
  @Path("/{code}")
  @Needs("acd:configure")
  @Operation(operationId = "updateSkill", summary = "Changes the rules of a skill")
  public SkillView change(@PathParam("code") String code, SkillView input) {
    access.require("acd:configure");
    SkillView view = acd.desk().change(input.skill(code));
    audit.record("acd:change-skill", "skill:" + code, Map.of());
    return view;
  }
}
