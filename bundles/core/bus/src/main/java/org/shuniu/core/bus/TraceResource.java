// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.bus;

import io.swagger.v3.oas.annotations.Operation;
import java.util.Map;
import javax.ws.rs.GET;
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

/**
 * The way of a matter through the hub, for those who run it. What the messages say is shown one by
 * one, masked unless the user may see personal data of all, and each look is noted.
 */
@Component(service = Object.class)
@RestResource
@Path("/trace")
@Produces(MediaType.APPLICATION_JSON)
public final class TraceResource {
  private static final String READ = "trace:read";
  private static final String REVEAL = "trace:reveal";

  private final BusComponent bus;
  private final Access access;
  private final Audit audit;

  /**
   * What a message says.
   *
   * @param type wire name with its version
   * @param masked whether what may be personal is hidden
   * @param envelope as indented JSON
   */
  record TraceContent(String id, String type, boolean masked, String envelope) {}

  @Activate
  public TraceResource(
      @Reference BusComponent bus, @Reference Access access, @Reference Audit audit) {
    this.bus = bus;
    this.access = access;
    this.audit = audit;
  }

  @GET
  @Path("/{id}")
  @Needs(READ)
  @Operation(
      operationId = "trace",
      summary =
          "The messages of the matter that a contact, ticket or message belongs to: all facts, and"
              + " what else is still in memory")
  public Trace.Matter trace(@PathParam("id") String id) {
    access.require(READ);
    return bus.trace().follow(id);
  }

  @GET
  @Path("/messages/{id}")
  @Needs(READ)
  @Operation(
      operationId = "getTraceContent",
      summary = "What a message says, while it is in memory or put aside; masked without the right")
  public TraceContent content(@PathParam("id") String id) {
    access.require(READ);
    Trace.Content content = bus.trace().content(id);
    boolean masked = !access.permits(REVEAL);
    audit.record(
        "trace:look",
        "message:" + id,
        Map.of(
            "type",
            content.head().tag,
            "matter",
            Masked.line(content.head().correlation),
            "masked",
            masked));
    return new TraceContent(
        id,
        content.head().tag,
        masked,
        masked ? Masked.json(content.envelope()) : Masked.clear(content.envelope()));
  }
}
