// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.shuniu.api.base.HubException;
import org.shuniu.api.base.Region;

class LoginTest {
  private final Fixture hub = new Fixture();

  @BeforeEach
  void users() {
    hub.user("li.na", Role.AGENT);
  }

  @AfterEach
  void close() {
    hub.close();
  }

  @Test
  void aRightPasswordOpensASessionWithTheRightsOfTheRole() {
    var opened = hub.login(" Li.Na ");
    var session = hub.sessions.find(opened.token()).orElseThrow();
    assertThat(session.identity().login()).isEqualTo("li.na");
    assertThat(session.identity().permissions()).isEqualTo(Role.AGENT.permissions());
    assertThat(session.csrfToken()).hasSizeGreaterThan(40).isNotEqualTo(opened.token());
  }

  @Test
  void theDatabaseHoldsNoTokenAndNoPassword() {
    var opened = hub.login("li.na");
    String dump =
        hub.store
            .transactions()
            .call(
                () ->
                    hub.store
                            .entityManager()
                            .createNativeQuery(
                                "select concat(token_hash, id, user_id) from security_session")
                            .getResultList()
                        + hub.users.byLogin("li.na").orElseThrow().passwordHash);
    assertThat(dump)
        .doesNotContain(opened.token())
        .doesNotContain(Fixture.PASSWORD)
        .contains("$argon2id$v=19$t=1,m=64,p=1$");
  }

  @Test
  void everyLoginGetsANewToken() {
    assertThat(hub.login("li.na").token()).isNotEqualTo(hub.login("li.na").token());
  }

  @Test
  void wrongPasswordUnknownNameAndDisabledUserLookAlike() {
    UserRow user = hub.user("zhang", Role.AGENT);
    hub.users.change(user.id, new UserDetails("zhang", Set.of("agent"), Region.NATION, false));
    for (String[] attempt :
        new String[][] {{"li.na", "wrong"}, {"nobody", "wrong"}, {"zhang", Fixture.PASSWORD}}) {
      HubException refusal =
          catchThrowableOfType(
              HubException.class, () -> hub.open(attempt[0], attempt[1], "10.0.0.9"));
      assertThat(refusal.code()).isEqualTo("security.login.failed");
      assertThat(refusal.arguments()).isEmpty();
    }
  }

  @Test
  void guessingOnePasswordIsSlowedDownAlsoForTheRightOne() {
    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(() -> hub.open("li.na", "wrong", "10.0.0.9"))
          .hasMessageContaining("security.login.failed");
    }
    HubException pause = catchThrowableOfType(HubException.class, () -> hub.login("li.na"));
    assertThat(pause.reason().status()).isEqualTo(429);
    assertThat(pause.arguments()).isEqualTo(Map.of("retryAfterSeconds", 31L));

    hub.clock.advance(Duration.ofSeconds(31));
    assertThatThrownBy(() -> hub.open("li.na", "wrong", "10.0.0.9"))
        .hasMessageContaining("security.login.failed");
    hub.clock.advance(Duration.ofSeconds(31));
    assertThat(catchThrowableOfType(HubException.class, () -> hub.login("li.na")).arguments())
        .as("the pause doubles")
        .isEqualTo(Map.of("retryAfterSeconds", 30L));

    hub.clock.advance(Duration.ofSeconds(31));
    assertThat(hub.login("li.na")).isNotNull();
  }

  @Test
  void oneAddressThatTriesManyNamesIsSlowedDown() {
    for (int i = 0; i < 10; i++) {
      String name = "user" + i;
      assertThatThrownBy(() -> hub.open(name, "wrong", "10.0.0.9"))
          .hasMessageContaining("security.login.failed");
    }
    assertThatThrownBy(() -> hub.open("li.na", Fixture.PASSWORD, "10.0.0.9"))
        .hasMessageContaining("throttled");
    assertThat(hub.login("li.na")).as("others go on").isNotNull();
  }

  @Test
  void anOfficeThatLogsInCorrectlyIsNotSlowedDown() {
    for (int i = 0; i < 50; i++) {
      hub.login("li.na");
    }
  }

  @Test
  void aWholeShiftMayLogInAtTheSameMomentButNobodyGuessesInParallel() {
    for (int i = 0; i < 200; i++) {
      hub.throttle.begin("agent" + i, "10.0.0.1");
    }
    for (int i = 0; i < 200; i++) {
      hub.throttle.end("agent" + i, "10.0.0.1", Optional.of(true));
    }
    assertThat(hub.throttle.size()).isZero();

    for (int i = 0; i < 3; i++) {
      hub.throttle.begin("li.na", "10.0.0." + i);
    }
    assertThatThrownBy(() -> hub.throttle.begin("li.na", "10.0.0.4"))
        .hasMessageContaining("throttled");
    hub.throttle.end("li.na", "10.0.0.1", Optional.empty());
    hub.throttle.begin("li.na", "10.0.0.4");
  }

  @Test
  void throttleForgetsRatherThanGrows() {
    for (int i = 0; i < 100_000; i++) {
      hub.throttle.begin("name" + i, "address" + i);
      hub.throttle.end("name" + i, "address" + i, Optional.of(false));
    }
    assertThat(hub.throttle.size()).isLessThanOrEqualTo(20_000);
  }

  @Test
  void hashesWithOldParametersAreRenewedAtLogin() {
    Users stricter =
        new Users(
            hub.store.entityManager(),
            hub.store.transactions(),
            hub.sessions,
            hub.book,
            hub.separation,
            hub.audit,
            hub.clock,
            hub.users.policy(),
            new PasswordHashes(128, 2, 2));
    assertThat(stricter.authenticate("li.na", Fixture.PASSWORD)).isPresent();
    assertThat(hub.users.byLogin("li.na").orElseThrow().passwordHash).contains("$t=2,m=128,p=1$");
    assertThat(stricter.authenticate("li.na", Fixture.PASSWORD)).isPresent();
  }
}
