// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.shuniu.api.base.HubException;
import org.shuniu.api.base.Region;
import org.shuniu.api.hub.Identity;

class SeparationTest {
  private static final Region CITY = new Region("440300000000");

  private final Fixture hub = new Fixture();
  private UserRow almighty;

  @BeforeEach
  void administrator() {
    almighty = hub.user("admin", Role.ADMINISTRATOR);
  }

  @AfterEach
  void close() {
    hub.close();
  }

  @Test
  void eachPermissionOfTheThreeBelongsToOneDuty() {
    for (Duty duty : Duty.values()) {
      assertThat(Duty.of(duty.role().permissions())).containsExactly(duty);
      assertThat(duty.fulfilledBy(duty.role().permissions())).isTrue();
    }
    assertThat(Duty.of(Role.AGENT.permissions())).isEmpty();
    assertThat(Duty.of(Role.SUPERVISOR.permissions())).isEmpty();
    assertThat(Duty.of("queue:read")).isEmpty();
  }

  @Test
  void retiresTheAlmightyAtTheNextRequest() {
    var opened = hub.login("admin");
    three();
    hub.separation.begin();
    assertThat(hub.<Boolean>request(opened, () -> hub.access.permits("user:manage"))).isFalse();
    assertThat(permits("sys", "user:manage")).isTrue();
    assertThat(permits("sys", "user:grant")).isFalse();
    assertThat(permits("sec", "user:grant")).isTrue();
    assertThat(permits("sec", "user:manage")).isFalse();
    assertThat(permits("aud", "audit:read")).isTrue();
    hub.separation.end();
    assertThat(permits("admin", "user:manage")).isTrue();
  }

  @ParameterizedTest
  @EnumSource(Duty.class)
  void doesNotBeginWhileADutyIsInNobodysHands(Duty missing) {
    for (Duty duty : Duty.values()) {
      if (duty != missing) {
        hub.user(duty.code(), Region.NATION, duty.role().code());
      }
    }
    assertThat(hub.separation.status().missing()).containsExactly(missing);
    refused("security.separation.missing", hub.separation::begin);
    assertThat(permits("admin", "user:manage")).isTrue();
  }

  @Test
  void whoNeverChoseAPasswordIsDisabledOrSeesTooLittleDoesNotCount() {
    UserRow sys = hub.user("sys", Region.NATION, "system-administrator");
    hub.user("sec", CITY, "security-administrator");
    hub.users.create(
        "aud",
        Fixture.PASSWORD,
        new UserDetails("aud", Set.of("audit-administrator"), Region.NATION, true),
        true);
    hub.users.change(
        sys.id, new UserDetails("sys", Set.of("system-administrator"), Region.NATION, false));
    Identity asking = new Identity("1", "a", "A", Set.of(), Set.of("role:manage"), Region.NATION);
    assertThat(hub.access.as(asking, hub.separation::status).missing())
        .containsExactly(Duty.values());
  }

  @Test
  void whoHoldsTwoDutiesHasToLayDownOneFirst() {
    three();
    UserRow both = hub.user("both", Region.NATION, "audit-administrator", "system-administrator");
    refused("security.separation.conflict", hub.separation::begin);
    set(both, "audit-administrator");
    hub.separation.begin();
    refused(
        "security.separation.conflict",
        () -> set(both, "audit-administrator", "system-administrator"));
    refused("security.role.retired", () -> set(both, "administrator"));
    set(both, "audit-administrator", "agent");
    // A user who still has the role in name may be renamed and disabled.
    hub.users.change(
        almighty.id, new UserDetails("Old", Set.of("administrator"), Region.NATION, false));
  }

  @Test
  void aRoleOfTheSiteDoesNotGoAroundIt() {
    three();
    hub.roles.create("helper", details("user:manage"));
    hub.roles.create("reader", details("queue:read"));
    UserRow user = hub.user("zhao", CITY, "audit-administrator", "reader");
    hub.separation.begin();
    refused("security.separation.conflict", () -> set(user, "audit-administrator", "helper"));
    refused(
        "security.role.combined",
        () -> hub.roles.create("all", details("user:manage", "audit:read")));
    refused(
        "security.separation.conflict",
        () -> hub.roles.change("reader", details("user:manage"), 0));
    assertThat(permits("zhao", "user:manage")).as("nothing of the refused change stays").isFalse();
  }

  @Test
  void nobodyIsTheLastToLeaveADuty() {
    three();
    refused("security.user.last-administrator", () -> disableAllBut("aud", almighty));
    hub.separation.begin();
    for (String login : new String[] {"sys", "sec", "aud"}) {
      UserRow user = hub.users.byLogin(login).orElseThrow();
      refused("security.user.last-administrator", () -> set(user, "agent"));
    }
    hub.user("city", CITY, "system-administrator");
    UserRow nation = hub.users.byLogin("sys").orElseThrow();
    refused("security.user.last-administrator", () -> set(nation, "agent"));
    hub.user("sys2", Region.NATION, "system-administrator");
    set(hub.users.byLogin("sys").orElseThrow(), "agent");
  }

  @Test
  void nobodyGivesThemselvesRights() {
    three();
    hub.roles.create("reader", details("queue:read"));
    UserRow sec = hub.users.byLogin("sec").orElseThrow();
    set(sec, "security-administrator", "reader");
    hub.separation.begin();
    Identity self =
        new Identity(sec.id, "sec", "sec", Set.of(), Set.of("user:grant"), Region.NATION);
    refused(
        "security.separation.own",
        () -> hub.access.as(self, () -> set(sec, "security-administrator", "agent")));
    refused(
        "security.separation.own",
        () -> hub.access.as(self, () -> hub.roles.change("reader", details("contact:read"), 0)));
  }

  @Test
  void isPutTogetherAgainByWhoHasTheMachineOnly() {
    three();
    var resource = new SeparationResource(hub.separation, hub.access);
    Identity city = new Identity("1", "a", "A", Set.of(), Set.of("role:manage"), CITY);
    assertThatThrownBy(
            () ->
                hub.access.as(
                    city, () -> resource.change(new SeparationResource.SeparationChange(true))))
        .as("it would concern the administrator of the nation")
        .hasMessageContaining("security.denied");
    Identity nation = new Identity("1", "a", "A", Set.of(), Set.of("role:manage"), Region.NATION);
    hub.access.as(nation, () -> resource.change(new SeparationResource.SeparationChange(true)));
    refused(
        "security.separation.shell",
        () ->
            hub.access.as(
                nation, () -> resource.change(new SeparationResource.SeparationChange(false))));
  }

  private void three() {
    hub.user("sys", Region.NATION, "system-administrator");
    hub.user("sec", Region.NATION, "security-administrator");
    hub.user("aud", Region.NATION, "audit-administrator");
  }

  private void disableAllBut(String kept, UserRow first) {
    hub.users.change(first.id, new UserDetails("x", Set.of("administrator"), Region.NATION, false));
    for (String login : new String[] {"sys", "sec"}) {
      if (!login.equals(kept)) {
        UserRow user = hub.users.byLogin(login).orElseThrow();
        hub.users.change(user.id, new UserDetails("x", user.roles(), Region.NATION, false));
      }
    }
  }

  private UserRow set(UserRow user, String... roles) {
    return hub.users.change(
        user.id, new UserDetails(user.name, Set.of(roles), new Region(user.region), true));
  }

  private boolean permits(String login, String permission) {
    return hub.<Boolean>request(hub.login(login), () -> hub.access.permits(permission));
  }

  private static Roles.Details details(String... permissions) {
    return new Roles.Details(new Roles.RoleNames("角色", "Role"), Set.of(permissions));
  }

  private static void refused(String code, ThrowingCallable work) {
    assertThatThrownBy(work)
        .isInstanceOfSatisfying(HubException.class, e -> assertThat(e.code()).isEqualTo(code));
  }
}
