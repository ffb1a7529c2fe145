// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.bus;

import io.swagger.v3.oas.annotations.Operation;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.MediaType;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.shuniu.api.hub.Access;
import org.shuniu.api.hub.Needs;
import org.shuniu.api.hub.RestResource;

/** The route map, for those who see the plugins: names and figures, no content. */
@Component(service = Object.class)
@RestResource
@Path("/routes")
@Produces(MediaType.APPLICATION_JSON)
public final class RouteResource {
  private static final String READ = "plugin:read";

  private final RouteMapper mapper;
  private final Access access;

  @Activate
  public RouteResource(@Reference RouteMapper mapper, @Reference Access access) {
    this.mapper = mapper;
    this.access = access;
  }

  @GET
  @Needs(READ)
  @Operation(
      operationId = "getRoutes",
      summary =
          "Who publishes and consumes what; for 90 s from then on the figures come as live event"
              + " routes.changed once a second, and a new revision there means: read again")
  public RouteMap routes() {
    access.require(READ);
    return mapper.watch(access.current().userId());
  }
}
