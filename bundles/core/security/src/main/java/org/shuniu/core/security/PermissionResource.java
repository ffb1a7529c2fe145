// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.security;

import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import java.util.Optional;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.MediaType;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.shuniu.api.hub.Needs;
import org.shuniu.api.hub.RestResource;

/** Every permission there is, for the editor of roles; the screens have a name for each. */
@Component(service = Object.class)
@RestResource
@Path("/permissions")
@Produces(MediaType.APPLICATION_JSON)
public final class PermissionResource {
  private final HubAccess access;

  /**
   * A permission.
   *
   * @param code {@code domain:action}
   * @param duty of the one administrator who alone has it, if it is such a one
   */
  record PermissionView(String code, Optional<String> duty) {}

  @Activate
  public PermissionResource(@Reference HubAccess access) {
    this.access = access;
  }

  @GET
  @Needs({"role:manage", "user:grant"})
  @Operation(operationId = "listPermissions", summary = "All that can be allowed, by code")
  public List<PermissionView> list() {
    access.requireOne("role:manage", "user:grant");
    return Role.catalogue().stream()
        .map(code -> new PermissionView(code, Duty.of(code).map(Duty::code)))
        .toList();
  }
}
