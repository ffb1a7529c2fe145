// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.shuniu.api.base.HubException;
import org.shuniu.api.base.Region;
import org.shuniu.api.hub.Identity;

class RolesTest {
  private static final Region CITY = new Region("440300000000");
  private static final Roles.RoleNames NAMES = new Roles.RoleNames("质检员", "Inspector");

  private final Fixture hub = new Fixture();
  private final RoleResource resource = new RoleResource(hub.roles, hub.book, hub.access);

  @AfterEach
  void close() {
    hub.close();
  }

  @Test
  void aChangeHoldsAtTheNextRequestOfAnOpenSession() {
    role("inspector", "contact:read");
    hub.user("li.na", CITY, "inspector");
    var opened = hub.login("li.na");
    assertThat(permits(opened, "contact:read")).isTrue();
    assertThat(permits(opened, "contact:listen")).isFalse();
    hub.roles.change("inspector", details("contact:listen"), 0);
    assertThat(permits(opened, "contact:read")).isFalse();
    assertThat(permits(opened, "contact:listen")).isTrue();
  }

  @Test
  void theAuditTellsWhatWasBeforeAndAfter() {
    role("inspector", "contact:read", "queue:read");
    hub.roles.change(
        "inspector",
        new Roles.Details(
            new Roles.RoleNames("质检", "Inspector"), Set.of("queue:read", "wall:read")),
        0);
    AuditAct act = hub.audit.find(filter("role:change"), Optional.empty(), 1).items().get(0).act;
    assertThat(act.subject).isEqualTo("role:inspector");
    assertThat(act.detail)
        .contains("\"added\":\"wall:read\"")
        .contains("\"removed\":\"contact:read\"")
        .contains("\"nameBefore\":\"质检员 / Inspector\"")
        .contains("\"nameAfter\":\"质检 / Inspector\"");
    hub.user("li.na", CITY, "agent");
    UserRow user = hub.users.byLogin("li.na").orElseThrow();
    hub.users.change(user.id, new UserDetails("li.na", Set.of("inspector"), CITY, true));
    assertThat(hub.audit.find(filter("user:change"), Optional.empty(), 1).items().get(0).act.detail)
        .contains("\"roles\":\"inspector\"")
        .contains("\"rolesBefore\":\"agent\"");
  }

  @Test
  void ofTwoWhoEditTheSecondIsTold() {
    role("inspector", "contact:read");
    RoleRow seen = hub.book.custom("inspector").orElseThrow();
    hub.roles.change("inspector", details("queue:read"), seen.version);
    refused(
        "security.role.changed",
        () -> hub.roles.change("inspector", details("wall:read"), seen.version));
  }

  @Test
  void aRoleThatSomebodyHasStays() {
    role("inspector", "contact:read");
    UserRow user = hub.user("li.na", CITY, "agent", "inspector");
    role("inspector-of-all", "contact:read");
    assertThat(hub.roles.holders("inspector", "", 10).items()).hasSize(1);
    assertThat(hub.roles.holders("inspector-of-all", "", 10).items()).isEmpty();
    refused("security.role.used", () -> hub.roles.delete("inspector"));
    hub.users.change(user.id, new UserDetails("li.na", Set.of("agent"), CITY, true));
    hub.roles.delete("inspector");
    assertThat(hub.book.custom("inspector")).isEmpty();
  }

  @Test
  void theListTellsWhoHasWhat() {
    role("inspector", "contact:read");
    hub.user("li.na", CITY, "agent", "inspector");
    hub.access.as(
        nation("role:manage"),
        () -> {
          var list = resource.list();
          assertThat(list).hasSize(Role.values().length + 1);
          assertThat(list).filteredOn(role -> role.users() == 1).hasSize(2);
          assertThat(list)
              .filteredOn(role -> role.builtIn() && role.code().equals("audit-administrator"))
              .singleElement()
              .satisfies(
                  role ->
                      assertThat(role.permissions())
                          .containsExactlyInAnyOrder("audit:read", "audit:export"));
          return true;
        });
  }

  @ParameterizedTest
  @CsvSource({
    "Inspector, a, queue:read, security.role.code-invalid",
    "agent, a, queue:read, security.role.code-taken",
    "inspector, ' ', queue:read, security.role.name-invalid",
    "inspector, a, queue:*, security.role.permission-unknown",
    "inspector, a, *, security.role.permission-unknown",
  })
  void whatIsNoRoleIsRefused(String code, String name, String permission, String error) {
    refused(
        error,
        () ->
            hub.roles.create(
                code, new Roles.Details(new Roles.RoleNames(name, name), Set.of(permission))));
  }

  @Test
  void whatEveryHubHasStaysAsItIs() {
    for (Role role : Role.values()) {
      refused(
          "security.role.built-in", () -> hub.roles.change(role.code(), details("queue:read"), 0));
      refused("security.role.built-in", () -> hub.roles.delete(role.code()));
    }
  }

  @Test
  void whoLeadsACityChangesNoRoleOfPeopleElsewhere() {
    role("inspector", "contact:read");
    hub.user("li.na", CITY, "inspector");
    hub.user("wang", Region.NATION, "inspector");
    Identity city = new Identity("1", "a", "A", Set.of(), Set.of("role:manage"), CITY);
    var change = new RoleResource.RoleChange(NAMES, Set.of("wall:read"), 0);
    assertThatThrownBy(() -> hub.access.as(city, () -> resource.change("inspector", change)))
        .hasMessageContaining("security.denied");
  }

  @Test
  void whoHasNoRoleIsLoggedInAndMayNothing() {
    hub.user("newcomer", CITY);
    var opened = hub.login("newcomer");
    for (String permission : Role.catalogue()) {
      assertThat(permits(opened, permission)).isFalse();
    }
    assertThatThrownBy(
            () ->
                hub.request(
                    opened,
                    () -> {
                      hub.access.require("acd:self");
                      return true;
                    }))
        .hasMessageContaining("security.denied");
  }

  @Test
  void whoMayNotGrantMakesUsersWithoutRights() {
    Identity system = nation("user:manage");
    var roleless = newUser("a.new", Set.of());
    var agent = newUser("b.new", Set.of("agent"));
    assertThat(hub.access.as(system, () -> hub.userResource.create(roleless)).roles()).isEmpty();
    assertThatThrownBy(() -> hub.access.as(system, () -> hub.userResource.create(agent)))
        .hasMessageContaining("security.denied");
  }

  @Test
  void whoOnlyGrantsChangesRightsAndNothingElse() {
    UserRow user = hub.user("li.na", CITY);
    Identity security = nation("user:grant");
    assertThat(change(security, user, "li.na", Set.of("agent"), true).roles())
        .containsExactly("agent");
    assertThatThrownBy(() -> change(security, user, "Li Na", Set.of("agent"), true))
        .hasMessageContaining("security.denied");
    assertThatThrownBy(() -> change(security, user, "li.na", Set.of("agent"), false))
        .hasMessageContaining("security.denied");
    assertThatThrownBy(
            () -> change(nation("user:manage"), user, "li.na", Set.of("supervisor"), true))
        .hasMessageContaining("security.denied");
    assertThat(change(nation("user:manage"), user, "Li Na", Set.of("agent"), false).enabled())
        .isFalse();
  }

  @Test
  void departmentsComeWithTheSession() {
    hub.users.create(
        "clerk",
        Fixture.PASSWORD,
        new UserDetails("Clerk", Set.of("agent"), CITY, true, Set.of("rsj", "yb")),
        false);
    var opened = hub.login("clerk");
    assertThat(hub.<Boolean>request(opened, () -> hub.access.covers("rsj"))).isTrue();
    assertThat(hub.<Boolean>request(opened, () -> hub.access.covers("gaj"))).isFalse();
    hub.user("all", CITY, "agent");
    assertThat(hub.<Boolean>request(hub.login("all"), () -> hub.access.covers("gaj"))).isTrue();
  }

  private UserResource.User change(
      Identity who, UserRow user, String name, Set<String> roles, boolean enabled) {
    var change =
        new UserResource.UserChange(Optional.empty(), name, roles, CITY, Optional.empty(), enabled);
    return hub.access.as(who, () -> hub.userResource.change(user.id, change));
  }

  private static UserResource.NewUser newUser(String login, Set<String> roles) {
    return new UserResource.NewUser(
        login,
        Fixture.PASSWORD,
        "New",
        roles,
        Optional.of(CITY),
        Optional.empty(),
        Optional.empty());
  }

  private static Identity nation(String... permissions) {
    return new Identity("1", "a", "A", Set.of(), Set.of(permissions), Region.NATION);
  }

  private boolean permits(SessionStore.Opened opened, String permission) {
    return hub.<Boolean>request(opened, () -> hub.access.permits(permission));
  }

  private void role(String code, String... permissions) {
    hub.roles.create(code, details(permissions));
  }

  private static Roles.Details details(String... permissions) {
    return new Roles.Details(NAMES, Set.copyOf(Arrays.asList(permissions)));
  }

  private static AuditFilter filter(String operation) {
    return new AuditFilter(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(operation),
        Optional.empty());
  }

  private static void refused(
      String code, org.assertj.core.api.ThrowableAssert.ThrowingCallable work) {
    assertThatThrownBy(work)
        .isInstanceOfSatisfying(HubException.class, e -> assertThat(e.code()).isEqualTo(code));
  }
}
