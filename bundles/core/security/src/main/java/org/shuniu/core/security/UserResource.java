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
import org.shuniu.api.hub.RestResource;

/** The users of the console, for administrators. Nobody manages users of a region above the own. */
@Component(service = Object.class)
@RestResource
@Path("/users")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class UserResource {
  private static final String MANAGE = "user:manage";
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
          row.enabled,
          row.mustChangePassword,
          row.secondFactorAt != null,
          row.createdAt);
    }
  }

  /**
   * A user to be.
   *
   * @param region the administrator's own if left out
   * @param mustChangePassword yes if left out: somebody else knows the first password
   */
  record NewUser(
      String login,
      String password,
      String name,
      Set<String> roles,
      Optional<Region> region,
      Optional<Boolean> mustChangePassword) {}

  /**
   * What shall hold from now on.
   *
   * @param id if given, the one in the path
   */
  record UserChange(
      Optional<String> id, String name, Set<String> roles, Region region, boolean enabled) {}

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
  @Operation(operationId = "listUsers", summary = "Users, ordered by login")
  public Page<User> list(
      @QueryParam("cursor") @DefaultValue("") String cursor,
      @QueryParam("limit") @DefaultValue("50") int limit) {
    access.require(MANAGE);
    Page<UserRow> page = users.list(cursor, Math.max(1, Math.min(limit, MAX_LIMIT)));
    return new Page<>(page.items().stream().map(User::of).toList(), page.next());
  }

  @POST
  @Operation(operationId = "createUser", summary = "A new user")
  public User create(NewUser user) {
    Region region = user.region().orElseGet(() -> access.current().region());
    access.require(MANAGE, region);
    Users.Details details = new Users.Details(user.name(), user.roles(), region, true);
    return User.of(
        users.create(
            user.login(), user.password(), details, user.mustChangePassword().orElse(true)));
  }

  @GET
  @Path("/{id}")
  @Operation(operationId = "getUser", summary = "One user")
  public User get(@PathParam("id") String id) {
    access.require(MANAGE);
    return User.of(users.get(id));
  }

  @PUT
  @Path("/{id}")
  @Operation(operationId = "changeUser", summary = "Change, disable or enable a user")
  public User change(@PathParam("id") String id, UserChange change) {
    requireFor(id);
    access.require(MANAGE, change.region());
    if (change.id().filter(other -> !other.equals(id)).isPresent()) {
      throw HubException.invalid("security.user.id-invalid", Map.of());
    }
    return User.of(
        users.change(
            id,
            new Users.Details(change.name(), change.roles(), change.region(), change.enabled())));
  }

  @POST
  @Path("/{id}/password-reset")
  @Operation(operationId = "resetPassword", summary = "Give a user a new password")
  public void resetPassword(@PathParam("id") String id, PasswordReset reset) {
    requireFor(id);
    users.resetPassword(id, reset.newPassword());
  }

  @POST
  @Path("/{id}/second-factor-reset")
  @Operation(
      operationId = "resetSecondFactor",
      summary = "Remove the second factor of a user who has lost it")
  public void resetSecondFactor(@PathParam("id") String id) {
    requireFor(id);
    if (access.current().userId().equals(id)) {
      // A console left open shall not do without the code; the own one is removed by showing it.
      throw HubException.conflict("security.second-factor.own", Map.of());
    }
    factors.reset(id);
  }

  private void requireFor(String id) {
    access.require(MANAGE);
    access.require(MANAGE, new Region(users.get(id).region));
  }
}
