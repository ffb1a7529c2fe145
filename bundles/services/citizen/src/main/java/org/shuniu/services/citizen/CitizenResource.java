// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.citizen;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Map;
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
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.shuniu.api.hub.Access;
import org.shuniu.api.hub.Audit;
import org.shuniu.api.hub.RestResource;

/** Citizens, for agents (Z1, Z2). */
@Component(service = Object.class)
@RestResource
@Path("/citizens")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "citizens")
public class CitizenResource {
  private static final String READ = "citizen:read";
  private static final String WRITE = "citizen:write";

  private final CitizenStore store;
  private final Access access;
  private final Audit audit;

  /** Made by the component runtime. */
  @Activate
  public CitizenResource(
      @Reference CitizenService citizens, @Reference Access access, @Reference Audit audit) {
    this.store = citizens.store();
    this.access = access;
    this.audit = audit;
  }

  @GET
  @Operation(
      operationId = "listCandidates",
      summary = "Who may be behind a number; none if it is no number or nobody is known")
  public List<Citizen> candidates(@QueryParam("number") @DefaultValue("") String number) {
    access.require(READ);
    return number.length() > 64
        ? List.of()
        : PhoneNumber.normal(number).map(store::candidates).orElse(List.of());
  }

  @GET
  @Path("/{id}")
  @Operation(operationId = "getCitizen", summary = "One citizen")
  public Citizen get(@PathParam("id") String id) {
    access.require(READ);
    return store.get(id);
  }

  @POST
  @Operation(operationId = "createCitizen", summary = "Writes a citizen down")
  public Citizen create(CitizenInput input) {
    access.require(WRITE);
    Citizen citizen = store.add(input, access.current().userId());
    audit.record("citizen:create", "citizen:" + citizen.id(), Map.of());
    return citizen;
  }

  @PUT
  @Path("/{id}")
  @Operation(operationId = "updateCitizen", summary = "Changes a citizen")
  public Citizen update(@PathParam("id") String id, CitizenInput input) {
    access.require(WRITE);
    Citizen citizen = store.change(id, input);
    audit.record("citizen:update", "citizen:" + citizen.id(), Map.of());
    return citizen;
  }
}
