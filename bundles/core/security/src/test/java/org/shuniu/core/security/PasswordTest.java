// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.shuniu.api.base.HubException;

class PasswordTest {
  private static final Duration QUARTER = Duration.ofDays(90);

  private final Fixture hub = new Fixture();
  private UserRow user;
  private String present = Fixture.PASSWORD;

  @BeforeEach
  void users() {
    user = hub.user("wang.wei", Role.AGENT);
  }

  @AfterEach
  void close() {
    hub.close();
  }

  @ParameterizedTest
  @CsvSource({
    "Short-1, too-short",
    "onlysmall-ones, too-simple",
    "Wang.wei-2026, contains-login",
    "iew.gnaw-2026A, contains-login",
    "P@ssw0rd-123456, common",
  })
  void weakOnesAreRefusedWithTheRule(String password, String rule) {
    HubException refusal = catchThrowableOfType(HubException.class, () -> change(password));
    assertThat(refusal.code()).isEqualTo("security.password.weak");
    assertThat(refusal.arguments())
        .containsEntry("rule", rule)
        .containsEntry("minLength", 10)
        .containsEntry("kinds", 3)
        .containsEntry("longFrom", 16);
    assertThat(refusal.toString()).doesNotContain(password);
  }

  @Test
  void veryLongOnesAreRefusedToo() {
    assertThat(catchThrowableOfType(HubException.class, () -> change("x".repeat(200))).arguments())
        .containsEntry("rule", "too-long");
  }

  @Test
  void goodOnesMayBeLongInsteadOfMixedAndInAnyScript() {
    change("枢纽-Peony-十二");
    change("long sentences need no digits");
  }

  @ParameterizedTest
  @CsvSource({"0, true", "2, true", "3, false", "4, false"})
  void howManyKindsIsSet(int kinds, boolean good) {
    PasswordRules rules = new PasswordRules(new PasswordPolicy(8, kinds, 0, Duration.ZERO));
    String password = "lotus.pond";
    if (good) {
      rules.check("li.na", password);
    } else {
      assertThatThrownBy(() -> rules.check("li.na", password)).hasMessageContaining("weak");
    }
  }

  @Test
  void theLastOnesDoNotComeBackAndOlderOnesDo() {
    change("Lotus-blooms-01");
    change("Lotus-blooms-02");
    assertThat(catchThrowableOfType(HubException.class, () -> change(Fixture.PASSWORD)).arguments())
        .containsEntry("rule", "used-before")
        .containsEntry("history", 3);
    assertThatThrownBy(() -> change("Lotus-blooms-01")).hasMessageContaining("weak");
    change("Lotus-blooms-03");
    change(Fixture.PASSWORD);
    assertThat(
            hub.store
                .transactions()
                .call(
                    () ->
                        hub.store
                            .entityManager()
                            .createQuery("select count(f) from FormerPasswordRow f", Long.class)
                            .getSingleResult()))
        .as("no more is kept than is needed")
        .isEqualTo(2);
  }

  @Test
  void aResetDoesNotMakeTheOldOneGoodAgain() {
    hub.users.resetPassword(user.id, "Willow-waves-88");
    present = "Willow-waves-88";
    assertThatThrownBy(() -> change(Fixture.PASSWORD)).hasMessageContaining("weak");
  }

  @Test
  void oldOnesAreChangedAfterTheNextLoginAndNobodyIsInterrupted() {
    hub.clock.advance(QUARTER.minusMinutes(1));
    var before = hub.login("wang.wei");
    hub.clock.advance(Duration.ofMinutes(2));
    assertThat(hub.sessions.find(before.token()).orElseThrow().identity().permissions())
        .isEqualTo(Role.AGENT.permissions());

    assertThat(hub.login("wang.wei").session().identity().permissions()).isEmpty();
    change("Lotus-blooms-77");
    assertThat(hub.open("wang.wei", present, "10.0.0.1").session().identity().permissions())
        .isEqualTo(Role.AGENT.permissions());
  }

  @Test
  void withoutAnAgeTheyLast() {
    Users relaxed =
        new Users(
            hub.store.entityManager(),
            hub.store.transactions(),
            hub.sessions,
            hub.book,
            hub.separation,
            hub.audit,
            hub.clock,
            new PasswordPolicy(10, 3, 3, Duration.ZERO),
            hub.hashes);
    hub.clock.advance(QUARTER.multipliedBy(40));
    assertThat(relaxed.aged(user).mustChangePassword).isFalse();
  }

  private void change(String password) {
    var session = hub.open("wang.wei", present, "10.0.0.1").session();
    hub.users.changePassword(session, present, password);
    present = password;
  }
}
