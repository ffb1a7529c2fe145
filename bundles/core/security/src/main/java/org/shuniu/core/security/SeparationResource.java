// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.security;

import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import java.util.Map;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
import javax.ws.rs.PUT;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.MediaType;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.shuniu.api.base.HubException;
import org.shuniu.api.hub.Needs;
import org.shuniu.api.hub.RestResource;

/** Whether system, security and audit are in different hands. Ended from the shell only. */
@Component(service = Object.class)
@RestResource
@Path("/separation")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class SeparationResource {
  private static final String MANAGE = "role:manage";

  private final Separation separation;
  private final HubAccess access;

  /**
   * How it stands.
   *
   * @param possible nothing is missing and nobody holds two duties
   * @param missing {@code system}, {@code security}, {@code audit}: nobody holds it who has chosen
   *     a password and reaches as far as the user
   * @param conflicts logins that hold more than one duty besides the role {@code administrator}
   */
  record SeparationView(
      boolean active, boolean possible, List<String> missing, List<String> conflicts) {
    static SeparationView of(Separation.Status status) {
      return new SeparationView(
          status.active(),
          status.possible(),
          status.missing().stream().map(Duty::code).toList(),
          status.conflicts());
    }
  }

  @Activate
  public SeparationResource(@Reference Separation separation, @Reference HubAccess access) {
    this.separation = separation;
    this.access = access;
  }

  @GET
  @Needs({MANAGE, "user:grant", "user:manage"})
  @Operation(operationId = "getSeparation", summary = "Whether the three duties are separated")
  public SeparationView get() {
    access.requireOne(MANAGE, "user:grant", "user:manage");
    return SeparationView.of(separation.status());
  }

  /** Only ever true: what is separated is put together again by who has the machine. */
  record SeparationChange(boolean active) {}

  @PUT
  @Needs(MANAGE)
  @Operation(
      operationId = "beginSeparation",
      summary = "Separate the three duties; the role administrator gives nothing from then on")
  public SeparationView change(SeparationChange change) {
    access.require(MANAGE);
    if (!change.active()) {
      throw HubException.conflict("security.separation.shell", Map.of());
    }
    separation.begin();
    return SeparationView.of(separation.status());
  }
}
