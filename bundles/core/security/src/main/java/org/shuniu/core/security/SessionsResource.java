// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.security;

import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import java.util.Map;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.MediaType;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.shuniu.api.base.HubException;
import org.shuniu.api.hub.Audit;
import org.shuniu.api.hub.Needs;
import org.shuniu.api.hub.RestResource;
import org.shuniu.api.hub.Sessions;
import org.shuniu.api.hub.Transactions;

/** The sessions of whoever asks: where one is logged in, and away with what one does not know. */
@Component(service = Object.class)
@RestResource
@Path("/sessions")
@Produces(MediaType.APPLICATION_JSON)
public final class SessionsResource {
  private final SessionStore sessions;
  private final HubAccess access;
  private final Transactions transactions;
  private final Audit audit;

  @Activate
  public SessionsResource(
      @Reference SessionStore sessions,
      @Reference HubAccess access,
      @Reference Transactions transactions,
      @Reference Audit audit) {
    this.sessions = sessions;
    this.access = access;
    this.transactions = transactions;
    this.audit = audit;
  }

  @GET
  @Needs(Needs.SESSION)
  @Operation(operationId = "listOwnSessions", summary = "The own sessions, the last used first")
  public List<OpenSession> list() {
    Sessions.Session session = access.session();
    return sessions.list(session.identity().userId()).stream()
        .map(row -> OpenSession.of(row, session))
        .toList();
  }

  @DELETE
  @Path("/{id}")
  @Needs(Needs.SESSION)
  @Operation(operationId = "endOwnSession", summary = "End one of the own sessions")
  public void end(@PathParam("id") String id) {
    String userId = access.session().identity().userId();
    transactions.run(
        () -> {
          if (!sessions.close(userId, id)) {
            throw HubException.notFound("security.session.unknown", id);
          }
          audit.record("session:end", "user:" + userId, Map.of("session", id));
        });
  }

  @DELETE
  @Needs(Needs.SESSION)
  @Operation(operationId = "endOtherSessions", summary = "End all own sessions but this one")
  public void endOthers() {
    Sessions.Session session = access.session();
    transactions.run(
        () -> {
          sessions.closeOthers(session);
          audit.record("session:end-others", "user:" + session.identity().userId(), Map.of());
        });
  }
}
