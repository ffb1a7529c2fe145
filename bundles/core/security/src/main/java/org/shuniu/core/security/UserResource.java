// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.security;

import io.swagger.v3.oas.annotations.Operation;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.ws.rs.Consumes;
import javax.ws.rs.DefaultValue;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.PUT;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.MediaType;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.shuniu.api.base.HubException;
import org.shuniu.api.base.Page;
import org.shuniu.api.base.Region;
import org.shuniu.api.hub.Needs;
import org.shuniu.api.hub.RestResource;

/** The users of the console, for administrators. Nobody manages users of a region above the own. */
@Component(service = Object.class)
@RestResource
@Path("/users")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class UserResource {
  private static final String MANAGE = "user:manage";
  private static final String GRANT = "user:grant";
  private static final String CREDENTIALS = "user:credentials";
  private static final int MAX_LIMIT = 200;

  private final Users users;
  private final SecondFactors factors;
  private final HubAccess access;

  /** A user as administrators see it. */
  record User(
      String id,
      String login,
      String name,
      Set<String> roles,
      Region region,
      Set<String> departments,
      boolean enabled,
      boolean mustChangePassword,
      boolean secondFactor,
      Instant createdAt) {
    static User of(UserRow row) {
      return new User(
          row.id,
          row.login,
          row.name,
          row.roles(),
          new Region(row.region),
          row.departments(),
          row.enabled,
          row.mustChangePassword,
          row.secondFactorAt != null,
          row.createdAt);
    }
  }

  /**
   * A user to be.
   *
   * @param roles empty where somebody else gives the rights
   * @param region the administrator's own if left out
   * @param departments no limit if left out or empty
   * @param mustChangePassword yes if left out: somebody else knows the first password
   */
  record NewUser(
      String login,
      String password,
      String name,
      Set<String> roles,
      Optional<Region> region,
      Optional<Set<String>> departments,
      Optional<Boolean> mustChangePassword) {}

  /**
   * What shall hold from now on.
   *
   * @param id if given, the one in the path
   * @param departments stay as they are if left out
   */
  record UserChange(
      Optional<String> id,
      String name,
      Set<String> roles,
      Region region,
      Optional<Set<String>> departments,
      boolean enabled) {}

  /** Told to the user, who has to change it at the next login. */
  record PasswordReset(String newPassword) {}

  @Activate
  public UserResource(
      @Reference Users users, @Reference SecondFactors factors, @Reference HubAccess access) {
    this.users = users;
    this.factors = factors;
    this.access = access;
  }

  @GET
  @Needs({MANAGE, GRANT, CREDENTIALS, "session:manage"})
  @Operation(operationId = "listUsers", summary = "Users, ordered by login")
  public Page<User> list(
      @QueryParam("cursor") @DefaultValue("") String cursor,
      @QueryParam("limit") @DefaultValue("50") int limit) {
    access.requireOne(MANAGE, GRANT, CREDENTIALS, "session:manage");
    Page<UserRow> page = users.list(cursor, Math.max(1, Math.min(limit, MAX_LIMIT)));
    return new Page<>(page.items().stream().map(User::of).toList(), page.next());
  }

  /** Whoever may not give rights makes users without any. */
  @POST
  @Needs(value = MANAGE, foreign = Needs.Foreign.REFUSED)
  @Operation(operationId = "createUser", summary = "A new user")
  public User create(NewUser user) {
    access.require(MANAGE);
    Region region = user.region().orElseGet(() -> access.current().region());
    access.require(MANAGE, region);
    Set<String> departments = user.departments().orElse(Set.of());
    if (!user.roles().isEmpty() || !departments.isEmpty()) {
      access.require(GRANT);
    }
    UserDetails details = new UserDetails(user.name(), user.roles(), region, true, departments);
    return User.of(
        users.create(
            user.login(), user.password(), details, user.mustChangePassword().orElse(true)));
  }

  @GET
  @Path("/{id}")
  @Needs({MANAGE, GRANT, CREDENTIALS, "session:manage"})
  @Operation(operationId = "getUser", summary = "One user")
  public User get(@PathParam("id") String id) {
    access.requireOne(MANAGE, GRANT, CREDENTIALS, "session:manage");
    return User.of(users.get(id));
  }

  /** Name and access to the hub are one permission; roles, region and departments another. */
  @PUT
  @Path("/{id}")
  @Needs(
      value = {MANAGE, GRANT},
      foreign = Needs.Foreign.REFUSED)
  @Operation(operationId = "changeUser", summary = "Change, disable or enable a user")
  public User change(@PathParam("id") String id, UserChange change) {
    access.requireOne(MANAGE, GRANT);
    UserRow user = users.get(id);
    Set<String> departments = change.departments().orElseGet(user::departments);
    String operation = access.permits(MANAGE) ? MANAGE : GRANT;
    access.require(operation, new Region(user.region));
    access.require(operation, change.region());
    if (!change.name().equals(user.name) || change.enabled() != user.enabled) {
      access.require(MANAGE);
    }
    if (!change.roles().equals(user.roles())
        || !change.region().code().equals(user.region)
        || !departments.equals(user.departments())) {
      access.require(GRANT);
    }
    if (change.id().filter(other -> !other.equals(id)).isPresent()) {
      throw HubException.invalid("security.user.id-invalid", Map.of());
    }
    return User.of(
        users.change(
            id,
            new UserDetails(
                change.name(), change.roles(), change.region(), change.enabled(), departments)));
  }

  @POST
  @Path("/{id}/password-reset")
  @Needs(value = CREDENTIALS, foreign = Needs.Foreign.REFUSED)
  @Operation(operationId = "resetPassword", summary = "Give a user a new password")
  public void resetPassword(@PathParam("id") String id, PasswordReset reset) {
    requireCredentials(id);
    users.resetPassword(id, reset.newPassword());
  }

  @POST
  @Path("/{id}/second-factor-reset")
  @Needs(value = CREDENTIALS, foreign = Needs.Foreign.REFUSED)
  @Operation(
      operationId = "resetSecondFactor",
      summary = "Remove the second factor of a user who has lost it")
  public void resetSecondFactor(@PathParam("id") String id) {
    requireCredentials(id);
    if (access.current().userId().equals(id)) {
      // A console left open shall not do without the code; the own one is removed by showing it.
      throw HubException.conflict("security.second-factor.own", Map.of());
    }
    factors.reset(id);
  }

  private void requireCredentials(String id) {
    access.require(CREDENTIALS);
    access.require(CREDENTIALS, new Region(users.get(id).region));
  }
}
