// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.security;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javax.ws.rs.Consumes;
import javax.ws.rs.DELETE;
import javax.ws.rs.DefaultValue;
import javax.ws.rs.GET;
import javax.ws.rs.HeaderParam;
import javax.ws.rs.POST;
import javax.ws.rs.PUT;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.shuniu.api.base.Region;
import org.shuniu.api.hub.Audit;
import org.shuniu.api.hub.Identity;
import org.shuniu.api.hub.Needs;
import org.shuniu.api.hub.RestResource;
import org.shuniu.api.hub.Sessions;
import org.shuniu.api.hub.Transactions;

/** Logging in and out, and the own password. */
@Component(service = Object.class, configurationPid = SecurityConfig.PID)
@RestResource
@Path("/session")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class SessionResource {
  private final Logins logins;
  private final SessionStore sessions;
  private final Users users;
  private final HubAccess access;
  private final Transactions transactions;
  private final Audit audit;
  private final boolean secureCookies;

  /** The old password is asked for again: a console may have been left open. */
  record PasswordChange(String oldPassword, String newPassword) {}

  /**
   * What is asked of passwords, besides that they hold neither the login nor a common word.
   *
   * @param kinds how many of small letters, capitals, digits, others
   * @param longFrom passwords of so many characters need no kinds
   * @param history the last that may not come back, the present one counted
   * @param maxAgeDays zero if they do not age
   */
  record PasswordRulesView(
      int minLength, int maxLength, int kinds, int longFrom, int history, long maxAgeDays) {}

  /** The user of a session. */
  record SessionUser(
      String id,
      String login,
      String name,
      Set<String> roles,
      Region region,
      boolean mustChangePassword,
      boolean mustSetUpSecondFactor) {}

  /** What a console needs to know of its session. */
  @Schema(name = "Session")
  record SessionView(
      SessionUser user, Set<String> permissions, String csrfToken, Instant expiresAt) {
    static SessionView of(Sessions.Session session) {
      Identity identity = session.identity();
      return new SessionView(
          new SessionUser(
              identity.userId(),
              identity.login(),
              identity.name(),
              new TreeSet<>(identity.roles()),
              identity.region(),
              identity.permissions().isEmpty(),
              identity.permissions().equals(HubAccess.SET_UP_ONLY)),
          new TreeSet<>(identity.permissions()),
          session.csrfToken(),
          session.expiresAt());
    }
  }

  @Activate
  public SessionResource(
      @Reference Logins logins,
      @Reference SessionStore sessions,
      @Reference Users users,
      @Reference HubAccess access,
      @Reference Transactions transactions,
      @Reference Audit audit,
      SecurityConfig config) {
    this.logins = logins;
    this.sessions = sessions;
    this.users = users;
    this.access = access;
    this.transactions = transactions;
    this.audit = audit;
    this.secureCookies = config.secureCookies();
  }

  /**
   * The session that the browser had before ends: a login always gives a new one. Whoever has a
   * second factor is refused with {@code security.login.code-needed} until the code comes with it.
   */
  @POST
  @Needs(Needs.NOTHING)
  @Operation(operationId = "openSession", summary = "Log in")
  @ApiResponse(
      responseCode = "200",
      description = "The session; its token is in the cookie",
      content = @Content(schema = @Schema(implementation = SessionView.class)))
  public Response open(
      Logins.Credentials credentials,
      @Parameter(hidden = true) @HeaderParam(HttpHeaders.USER_AGENT) @DefaultValue("")
          String browser) {
    SessionStore.Opened opened =
        logins.open(credentials, new SessionStore.Origin(access.caller().address(), browser));
    access.caller().session().ifPresent(sessions::close);
    Duration life = Duration.between(Instant.now(), opened.session().expiresAt());
    return Response.ok(SessionView.of(opened.session()))
        .header(HttpHeaders.SET_COOKIE, cookie(opened.token(), life))
        .build();
  }

  @GET
  @Needs(Needs.SESSION)
  @Operation(operationId = "getSession", summary = "Who is logged in")
  public SessionView get() {
    return SessionView.of(access.session());
  }

  @DELETE
  @Needs(Needs.SESSION)
  @Operation(operationId = "closeSession", summary = "Log out")
  @ApiResponse(responseCode = "204", description = "Logged out")
  public Response close() {
    Sessions.Session session = access.session();
    transactions.run(
        () -> {
          sessions.close(session);
          audit.record("session:close", "user:" + session.identity().userId(), Map.of());
        });
    return Response.noContent().header(HttpHeaders.SET_COOKIE, cookie("", Duration.ZERO)).build();
  }

  @PUT
  @Path("/password")
  @Needs(Needs.SESSION)
  @Operation(operationId = "changeOwnPassword", summary = "Change the own password")
  public void changePassword(PasswordChange change) {
    users.changePassword(access.session(), change.oldPassword(), change.newPassword());
  }

  @GET
  @Path("/password-rules")
  @Needs(Needs.SESSION)
  @Operation(operationId = "getPasswordRules", summary = "What is asked of passwords")
  public PasswordRulesView passwordRules() {
    access.session();
    PasswordPolicy policy = users.policy();
    return new PasswordRulesView(
        policy.minLength(),
        PasswordRules.MAX_LENGTH,
        policy.kinds(),
        PasswordRules.LONG,
        policy.history(),
        policy.maxAge().toDays());
  }

  private String cookie(String token, Duration life) {
    return Sessions.COOKIE
        + "="
        + token
        + "; Path=/; HttpOnly; SameSite=Strict; Max-Age="
        + life.toSeconds()
        + (secureCookies ? "; Secure" : "");
  }
}
