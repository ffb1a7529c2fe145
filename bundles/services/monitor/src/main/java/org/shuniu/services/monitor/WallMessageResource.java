// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.monitor;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
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
import org.shuniu.api.hub.Needs;
import org.shuniu.api.hub.RestResource;

/** What supervisors wrote to the agent who asks. */
@Component(service = Object.class)
@RestResource
@Path("/wall/messages")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "wall")
public class WallMessageResource {
  private static final String SELF = "acd:self";

  private final Access access;
  private final MonitorService monitor;

  /** Made by the component runtime. */
  @Activate
  public WallMessageResource(@Reference Access access, @Reference MonitorService monitor) {
    this.access = access;
    this.monitor = monitor;
  }

  /** What was not acknowledged yet. */
  @GET
  @Needs(SELF)
  @Operation(
      operationId = "listMyMessages",
      summary = "What the user has not acknowledged yet, oldest first")
  public List<WallMessage> unread() {
    access.require(SELF);
    return monitor.messages().unread(access.current().userId());
  }

  /** The user has read it. */
  @POST
  @Path("/{id}/acknowledgement")
  @Needs(SELF)
  @Operation(operationId = "acknowledgeMessage", summary = "The user has read a message")
  public void acknowledge(@PathParam("id") String id) {
    access.require(SELF);
    monitor.messages().acknowledge(access.current().userId(), id);
  }
}
