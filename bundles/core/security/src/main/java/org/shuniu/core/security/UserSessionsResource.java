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
import org.shuniu.api.base.Region;
import org.shuniu.api.hub.Audit;
import org.shuniu.api.hub.Needs;
import org.shuniu.api.hub.RestResource;
import org.shuniu.api.hub.Sessions;
import org.shuniu.api.hub.Transactions;

/** The sessions of others, for administrators of their region. */
@Component(service = Object.class)
@RestResource
@Path("/users/{user}/sessions")
@Produces(MediaType.APPLICATION_JSON)
public final class UserSessionsResource {
  private static final String MANAGE = "session:manage";

  private final Users users;
  private final SessionStore sessions;
  private final HubAccess access;
  private final Transactions transactions;
  private final Audit audit;

  @Activate
  public UserSessionsResource(
      @Reference Users users,
      @Reference SessionStore sessions,
      @Reference HubAccess access,
      @Reference Transactions transactions,
      @Reference Audit audit) {
    this.users = users;
    this.sessions = sessions;
    this.access = access;
    this.transactions = transactions;
    this.audit = audit;
  }

  @GET
  @Needs(value = MANAGE, foreign = Needs.Foreign.REFUSED)
  @Operation(operationId = "listUserSessions", summary = "A user's sessions, the last used first")
  public List<OpenSession> list(@PathParam("user") String userId) {
    require(userId);
    Sessions.Session asking = access.session();
    return sessions.list(userId).stream().map(row -> OpenSession.of(row, asking)).toList();
  }

  @DELETE
  @Path("/{id}")
  @Needs(value = MANAGE, foreign = Needs.Foreign.REFUSED)
  @Operation(operationId = "endUserSession", summary = "End one session of a user")
  public void end(@PathParam("user") String userId, @PathParam("id") String id) {
    require(userId);
    transactions.run(
        () -> {
          if (!sessions.close(userId, id)) {
            throw HubException.notFound("security.session.unknown", id);
          }
          audit.record("user:session-end", "user:" + userId, Map.of("session", id));
        });
  }

  @DELETE
  @Needs(value = MANAGE, foreign = Needs.Foreign.REFUSED)
  @Operation(operationId = "endUserSessions", summary = "End all sessions of a user")
  public void endAll(@PathParam("user") String userId) {
    require(userId);
    transactions.run(
        () -> {
          sessions.closeAll(userId);
          audit.record("user:sessions-end", "user:" + userId, Map.of());
        });
  }

  private void require(String userId) {
    access.require(MANAGE);
    access.require(MANAGE, new Region(users.get(userId).region));
  }
}
