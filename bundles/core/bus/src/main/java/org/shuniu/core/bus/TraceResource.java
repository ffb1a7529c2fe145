// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.bus;

import io.swagger.v3.oas.annotations.Operation;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.MediaType;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.shuniu.api.hub.Access;
import org.shuniu.api.hub.Needs;
import org.shuniu.api.hub.RestResource;

/**
 * The way of a matter through the hub, for those who run it; no content, for it may be personal.
 */
@Component(service = Object.class)
@RestResource
@Path("/trace")
@Produces(MediaType.APPLICATION_JSON)
public final class TraceResource {
  private final BusComponent bus;
  private final Access access;

  @Activate
  public TraceResource(@Reference BusComponent bus, @Reference Access access) {
    this.bus = bus;
    this.access = access;
  }

  @GET
  @Path("/{id}")
  @Needs("trace:read")
  @Operation(
      operationId = "trace",
      summary = "All durable messages of the matter that a contact, ticket or message belongs to")
  public Trace.Matter trace(@PathParam("id") String id) {
    access.require("trace:read");
    return bus.trace().follow(id);
  }
}
