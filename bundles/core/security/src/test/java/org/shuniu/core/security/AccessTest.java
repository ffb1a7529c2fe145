// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.shuniu.api.base.Region;
import org.shuniu.api.hub.HealthProbe;
import org.shuniu.api.hub.Identity;

class AccessTest {
  private final Fixture hub = new Fixture();

  @AfterEach
  void close() {
    hub.close();
  }

  @ParameterizedTest
  @EnumSource(Role.class)
  void eachRoleMayDoItsPartAndNothingElse(Role role) {
    hub.user("somebody", role);
    var opened = hub.login("somebody");
    Set<String> all = new TreeSet<>(Set.of("secret:read", "plugin:write", "*"));
    for (Role any : Role.values()) {
      all.addAll(any.permissions());
    }
    for (String operation : all) {
      assertThat(hub.<Boolean>request(opened, () -> hub.access.permits(operation)))
          .as("%s %s", role, operation)
          .isEqualTo(role.permissions().contains(operation));
    }
  }

  @Test
  void theDirectoryKnowsTheRegionsOfUsers() {
    UserRow row = hub.user("somebody", Role.AGENT);
    StoredUserDirectory directory =
        new StoredUserDirectory(hub.store.entityManager(), hub.store.transactions());
    assertThat(directory.regions(Set.of(row.id, "nobody")))
        .isEqualTo(Map.of(row.id, new Region(row.region)));
    assertThat(directory.regions(Set.of())).isEmpty();
  }

  @Test
  void nobodyIsBoundOutsideOfARequest() {
    hub.user("somebody", Role.AGENT);
    var opened = hub.login("somebody");
    hub.request(opened, () -> true);
    assertThat(hub.access.identity()).isEmpty();
    assertThatThrownBy(() -> hub.access.require("acd:self"))
        .hasMessageContaining("security.session.none");
  }

  @Test
  void aRegionAboveTheOwnIsDenied() {
    Identity city =
        new Identity(
            "1", "a", "A", Set.of("agent"), Set.of("contact:*"), new Region("440300000000"));
    hub.access.as(
        city,
        () -> {
          hub.access.require("contact:read", new Region("440304000000"));
          assertThatThrownBy(() -> hub.access.require("contact:read", new Region("440000000000")))
              .hasMessageContaining("security.denied");
          assertThat(hub.access.permits("acd:read")).isFalse();
          return true;
        });
  }

  @Test
  void anAdministratorOfACityMakesNoUserOfTheProvince() {
    Identity city =
        new Identity(
            "1",
            "a",
            "A",
            Set.of("administrator"),
            Set.of("user:manage"),
            new Region("440300000000"));
    var user =
        new UserResource.NewUser(
            "new.user",
            Fixture.PASSWORD,
            "New",
            Set.of("agent"),
            Optional.of(new Region("440000000000")),
            Optional.empty(),
            Optional.empty());
    assertThatThrownBy(() -> hub.access.as(city, () -> hub.userResource.create(user)))
        .hasMessageContaining("security.denied");
  }

  @Test
  void theFirstAdministratorComesFromTheSecretAndOnlyOnce(@TempDir Path home) throws Exception {
    Files.createDirectories(home.resolve("secrets"));
    Files.writeString(home.resolve("secrets/admin-password"), "Bamboo-bends-31\nmore\n");
    var secrets = new SecretReferences(home, Map.<String, String>of()::get);
    var first = new FirstAdministrator(hub.users, secrets);
    first.ensure("file:secrets/admin-password");
    first.ensure("file:secrets/admin-password");
    assertThat(hub.users.count()).isEqualTo(1);
    assertThat(hub.open("admin", "Bamboo-bends-31", "10.0.0.1").session().identity().roles())
        .containsExactly("administrator");
  }

  @Test
  void withoutASecretThereIsNoAdministrator(@TempDir Path home) {
    var secrets = new SecretReferences(home, Map.<String, String>of()::get);
    var first = new FirstAdministrator(hub.users, secrets);
    assertThatThrownBy(() -> first.ensure("file:secrets/admin-password"))
        .hasMessageContaining("hub.secret.missing");
    assertThat(hub.users.count()).isZero();
  }

  @Test
  void accountsAreDownUntilItIsDecidedWhoCanLogIn(@TempDir Path home) throws Exception {
    var secrets = new SecretReferences(home, Map.<String, String>of()::get);
    var nobody = new FirstAdministrator(hub.users, secrets);
    assertThat(nobody.check().status()).isEqualTo(HealthProbe.Health.Status.DOWN);
    nobody.begin("file:secrets/admin-password");
    await().until(() -> nobody.check().status() == HealthProbe.Health.Status.DEGRADED);

    Files.createDirectories(home.resolve("secrets"));
    Files.writeString(home.resolve("secrets/admin-password"), "Bamboo-bends-31");
    var first = new FirstAdministrator(hub.users, secrets);
    first.begin("file:secrets/admin-password");
    await().until(() -> first.check().status() == HealthProbe.Health.Status.UP);
    assertThat(hub.users.count()).isEqualTo(1);
  }

  @Test
  void secretsComeFromEnvironmentOrFileAndAreNeverTold(@TempDir Path home) throws Exception {
    Files.writeString(home.resolve("db"), "s3cret\r\nsecond line");
    var secrets = new SecretReferences(home, Map.of("DB", "other")::get);
    assertThat(secrets.resolve("file:db")).isEqualTo("s3cret");
    assertThat(secrets.resolve("file:" + home.resolve("db"))).isEqualTo("s3cret");
    assertThat(secrets.resolve("env:DB")).isEqualTo("other");
    assertThatThrownBy(() -> secrets.resolve("env:NONE")).hasMessageContaining("secret.missing");
    assertThatThrownBy(() -> secrets.resolve("file:\0")).hasMessageContaining("secret.missing");
    assertThatThrownBy(() -> secrets.resolve("my-password"))
        .hasMessageContaining("reference-invalid")
        .message()
        .doesNotContain("my-password");
  }
}
