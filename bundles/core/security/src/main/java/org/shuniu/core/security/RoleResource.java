// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.security;

import io.swagger.v3.oas.annotations.Operation;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.ws.rs.Consumes;
import javax.ws.rs.DELETE;
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
import org.shuniu.api.base.Page;
import org.shuniu.api.base.Region;
import org.shuniu.api.hub.Needs;
import org.shuniu.api.hub.RestResource;

/** Roles and what each may do, for whoever gives rights. */
@Component(service = Object.class)
@RestResource
@Path("/roles")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class RoleResource {
  private static final String MANAGE = "role:manage";
  private static final String GRANT = "user:grant";
  private static final int MAX_LIMIT = 200;

  private final Roles roles;
  private final RoleBook book;
  private final HubAccess access;

  /**
   * A role.
   *
   * @param names absent of what every hub has: the screens have words for these
   * @param builtIn cannot be changed or deleted, but copied
   * @param retired gives nothing any more: the duties are separated
   * @param version to be sent back with a change
   */
  record RoleView(
      String code,
      Optional<Roles.RoleNames> names,
      boolean builtIn,
      boolean retired,
      Set<String> permissions,
      long users,
      int version) {}

  /** A role to be; the code never changes. */
  record NewRole(String code, Roles.RoleNames names, Set<String> permissions) {}

  /** What shall hold from now on. */
  record RoleChange(Roles.RoleNames names, Set<String> permissions, int version) {}

  /** Who has a role. */
  record RoleHolder(String id, String login, String name, Region region, boolean enabled) {
    static RoleHolder of(UserRow row) {
      return new RoleHolder(row.id, row.login, row.name, new Region(row.region), row.enabled);
    }
  }

  @Activate
  public RoleResource(
      @Reference Roles roles, @Reference RoleBook book, @Reference HubAccess access) {
    this.roles = roles;
    this.book = book;
    this.access = access;
  }

  @GET
  @Needs({MANAGE, GRANT, "user:manage"})
  @Operation(operationId = "listRoles", summary = "All roles: those of every hub, then the site's")
  public List<RoleView> list() {
    access.requireOne(MANAGE, GRANT, "user:manage");
    Map<String, Long> users = book.users();
    boolean separated = book.separated();
    Stream<RoleView> builtIn =
        Arrays.stream(Role.values())
            .map(
                role ->
                    new RoleView(
                        role.code(),
                        Optional.empty(),
                        true,
                        separated && role == Role.ADMINISTRATOR,
                        new TreeSet<>(role.permissions()),
                        users.getOrDefault(role.code(), 0L),
                        0));
    return Stream.concat(
            builtIn, roles.list().stream().map(row -> view(row, users.getOrDefault(row.code, 0L))))
        .toList();
  }

  @POST
  @Needs(MANAGE)
  @Operation(operationId = "createRole", summary = "A new role")
  public RoleView create(NewRole role) {
    access.require(MANAGE);
    return view(roles.create(role.code(), new Roles.Details(role.names(), role.permissions())), 0);
  }

  @PUT
  @Path("/{code}")
  @Needs(MANAGE)
  @Operation(
      operationId = "changeRole",
      summary = "What a role of the site may do, from the next request on")
  public RoleView change(@PathParam("code") String code, RoleChange change) {
    access.require(MANAGE);
    requireHolders(code);
    Roles.Details details = new Roles.Details(change.names(), change.permissions());
    return view(roles.change(code, details, change.version()), book.users().getOrDefault(code, 0L));
  }

  @DELETE
  @Path("/{code}")
  @Needs(MANAGE)
  @Operation(operationId = "deleteRole", summary = "Remove a role of the site that nobody has")
  public void delete(@PathParam("code") String code) {
    access.require(MANAGE);
    roles.delete(code);
  }

  @GET
  @Path("/{code}/users")
  @Needs({MANAGE, GRANT})
  @Operation(operationId = "listRoleHolders", summary = "Who has a role, by login")
  public Page<RoleHolder> holders(
      @PathParam("code") String code,
      @QueryParam("cursor") @DefaultValue("") String cursor,
      @QueryParam("limit") @DefaultValue("50") int limit) {
    access.requireOne(MANAGE, GRANT);
    Page<UserRow> page = roles.holders(code, cursor, Math.max(1, Math.min(limit, MAX_LIMIT)));
    return new Page<>(page.items().stream().map(RoleHolder::of).toList(), page.next());
  }

  /** Whoever administers a city changes nothing for people of elsewhere. */
  private void requireHolders(String code) {
    if (!access.current().region().equals(Region.NATION)) {
      roles.regions(code).forEach(region -> access.require(MANAGE, region));
    }
  }

  private static RoleView view(RoleRow row, long users) {
    return new RoleView(
        row.code,
        Optional.of(new Roles.RoleNames(row.nameZh, row.nameEn)),
        false,
        false,
        row.permissions(),
        users,
        row.version);
  }
}
