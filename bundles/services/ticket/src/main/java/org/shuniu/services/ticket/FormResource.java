// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.ticket;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
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

/** The forms by which tickets are written (W3). */
@Component(service = Object.class)
@RestResource
@Path("/ticket-forms")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "tickets")
public class FormResource {
  private final TicketService tickets;
  private final Access access;

  /** Made by the component runtime. */
  @Activate
  public FormResource(@Reference TicketService tickets, @Reference Access access) {
    this.tickets = tickets;
    this.access = access;
  }

  @GET
  @Needs("ticket:read")
  @Operation(operationId = "listTicketForms", summary = "The newest form of each process")
  public List<FormView> list() {
    access.require("ticket:read");
    return tickets.forms.all();
  }
}
