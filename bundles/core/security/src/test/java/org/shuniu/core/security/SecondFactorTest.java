// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.shuniu.api.base.HubException;
import org.shuniu.api.hub.Sessions;

class SecondFactorTest {
  private static final String FORM = "([A-Z2-7]{4}-){3}[A-Z2-7]{4}";

  private final Fixture hub = new Fixture();
  private UserRow user;
  private String secret = "";
  private List<String> recovery = List.of();

  @BeforeEach
  void users() {
    user = hub.user("li.na", Role.AGENT);
  }

  @AfterEach
  void close() {
    hub.close();
  }

  @Test
  void loginAsksForTheCodeOnceThereIsOne() {
    enrol();
    HubException needed = catchThrowableOfType(HubException.class, () -> hub.login("li.na"));
    assertThat(needed.code()).isEqualTo("security.login.code-needed");
    assertThat(needed.reason().status()).isEqualTo(401);
    assertThat(loginWith(code()).session().identity().permissions())
        .isEqualTo(Role.AGENT.permissions());
  }

  @Test
  void withoutTheRightPasswordNobodyLearnsThatThereIsOne() {
    enrol();
    assertThatThrownBy(() -> hub.open("li.na", "wrong", Optional.of(code()), "10.0.0.9"))
        .hasMessageContaining("security.login.failed");
  }

  @Test
  void everyCodeIsGoodForOneLogin() {
    enrol();
    String code = code();
    loginWith(code);
    assertThatThrownBy(() -> loginWith(code)).hasMessageContaining("security.login.code-wrong");
    hub.clock.advance(Duration.ofSeconds(30));
    String former = Totp.code(secret, Totp.step(hub.clock.instant()) - 1);
    assertThatThrownBy(() -> loginWith(former)).hasMessageContaining("security.login.code-wrong");
    assertThat(loginWith(code().substring(0, 3) + " " + code().substring(3))).isNotNull();
  }

  @Test
  void ofManyWhoShowTheSameCodeAtOnceOneIsLetIn() throws Exception {
    enrol();
    String code = code();
    var pool = Executors.newFixedThreadPool(4);
    try {
      Callable<Boolean> attempt = () -> hub.factors.prove(user.id, code).isPresent();
      int taken = 0;
      for (var done : pool.invokeAll(Stream.generate(() -> attempt).limit(16).toList())) {
        taken += done.get() ? 1 : 0;
      }
      assertThat(taken).isEqualTo(1);
    } finally {
      pool.shutdown();
    }
  }

  @Test
  void guessingCodesIsSlowedDownAlsoWithTheRightPasswordBetween() {
    enrol();
    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(() -> loginWith(wrong())).hasMessageContaining("code-wrong");
      if (i < 2) {
        assertThatThrownBy(() -> hub.login("li.na")).hasMessageContaining("code-needed");
      }
    }
    assertThatThrownBy(() -> loginWith(code())).hasMessageContaining("throttled");
    hub.clock.advance(Duration.ofSeconds(31));
    assertThat(loginWith(code())).isNotNull();
  }

  @Test
  void recoveryCodesOpenTheDoorOnceEach() {
    enrol();
    assertThat(recovery).hasSize(10).doesNotHaveDuplicates().allMatch(c -> c.matches(FORM));
    String typed = recovery.get(0).replace("-", "").toLowerCase(Locale.ROOT);
    assertThat(loginWith(typed)).isNotNull();
    assertThatThrownBy(() -> loginWith(recovery.get(0))).hasMessageContaining("code-wrong");
    assertThat(hub.factors.state(user.id).recoveryCodesLeft()).isEqualTo(9);
    assertThat(acts()).contains("session:open {\"secondFactor\":\"recovery-code\"}");
  }

  @Test
  void oneUsersRecoveryCodeIsNobodyElses() {
    enrol();
    UserRow other = hub.user("wang", Role.AGENT);
    assertThat(hub.factors.prove(other.id, recovery.get(0))).isEmpty();
  }

  @Test
  void theDatabaseTellsNeitherSecretNorRecoveryCodes() {
    enrol();
    String dump =
        hub.store
            .transactions()
            .call(
                () ->
                    Stream.of(
                            "select secret from security_second_factor",
                            "select hash from security_recovery_code",
                            "select detail from security_audit_inbox")
                        .map(sql -> hub.store.entityManager().createNativeQuery(sql))
                        .flatMap(query -> query.getResultList().stream())
                        .toList()
                        .toString());
    assertThat(dump).contains("sealed:").doesNotContain(secret);
    recovery.forEach(code -> assertThat(dump).doesNotContain(code.replace("-", "")));
  }

  @Test
  void aSecretThatWasNeverConfirmedAsksForNothing() {
    var opened = hub.login("li.na");
    as(opened, r -> r.begin(new SecondFactorResource.SecondFactorBegin(Fixture.PASSWORD)));
    assertThat(hub.login("li.na")).isNotNull();
    assertThatThrownBy(
            () -> as(opened, r -> r.confirm(new SecondFactorResource.SecondFactorCode("12345"))))
        .hasMessageContaining("security.second-factor.code-wrong");
  }

  @Test
  void settingUpAsksForThePasswordAndEndsTheOtherSessions() {
    var forgotten = hub.login("li.na");
    var opened = hub.login("li.na");
    assertThatThrownBy(
            () -> as(opened, r -> r.begin(new SecondFactorResource.SecondFactorBegin("guess"))))
        .hasMessageContaining("security.password.wrong");
    enrol(opened);
    assertThat(hub.sessions.find(opened.token())).isPresent();
    assertThat(hub.sessions.find(forgotten.token())).isEmpty();
    assertThatThrownBy(() -> enrol(opened)).hasMessageContaining("security.second-factor");
  }

  @Test
  void removingItAndNewRecoveryCodesAskForBoth() {
    enrol();
    var opened = loginWith(code());
    hub.clock.advance(Duration.ofSeconds(30));
    assertThatThrownBy(() -> as(opened, r -> r.renew(proof(wrong()))))
        .hasMessageContaining("security.second-factor.code-wrong");
    List<String> former = recovery;
    recovery = as(opened, r -> r.renew(proof(code()))).codes();
    assertThat(hub.factors.prove(user.id, former.get(0))).isEmpty();

    as(
        opened,
        r -> {
          r.remove(proof(recovery.get(0)));
          return true;
        });
    assertThat(hub.factors.state(user.id)).isEqualTo(new SecondFactors.State(Optional.empty(), 0));
    assertThat(hub.login("li.na")).isNotNull();
    assertThat(acts())
        .contains(
            "session:second-factor-on {}",
            "session:recovery-codes {}",
            "session:second-factor-off {}");
  }

  @Test
  void anAdministratorTakesItFromWhoHasLostItButNotFromHimself() {
    UserRow chief = hub.user("chief", Role.ADMINISTRATOR);
    enrol();
    var lost = loginWith(code());
    var opened = hub.login("chief");
    assertThatThrownBy(() -> reset(opened, chief.id))
        .hasMessageContaining("security.second-factor.own");
    reset(opened, user.id);
    assertThat(hub.sessions.find(lost.token())).isEmpty();
    assertThat(hub.login("li.na")).isNotNull();
    assertThat(acts()).contains("user:second-factor-reset {}");
    assertThatThrownBy(() -> reset(hub.login("li.na"), chief.id))
        .hasMessageContaining("security.denied");
  }

  @Test
  void whoseRoleAsksForOneMayDoNothingButSetItUp() {
    SessionStore strict =
        hub.sessions(
            new SessionStore.Rules(
                Duration.ofMinutes(30), Duration.ofHours(12), 3, Set.of("agent", "auditor")));
    String token = hub.login("li.na").token();
    var session = strict.find(token);
    try (Sessions.Scope scope = strict.enter(session, "10.0.0.1")) {
      assertThatThrownBy(() -> hub.access.require("acd:self"))
          .hasMessageContaining("security.second-factor.required");
      var begin = new SecondFactorResource.SecondFactorBegin(Fixture.PASSWORD);
      secret = hub.factorResource.begin(begin).secret();
      hub.factorResource.confirm(new SecondFactorResource.SecondFactorCode(code()));
    }
    strict.forget(user.id);
    assertThat(strict.find(token).orElseThrow().identity().permissions())
        .isEqualTo(Role.AGENT.permissions());
  }

  private void enrol() {
    enrol(hub.login(user.login));
  }

  private void enrol(SessionStore.Opened opened) {
    var begin = new SecondFactorResource.SecondFactorBegin(Fixture.PASSWORD);
    secret = as(opened, r -> r.begin(begin)).secret();
    recovery =
        as(opened, r -> r.confirm(new SecondFactorResource.SecondFactorCode(code()))).codes();
    // Codes are good once, also that of the set-up.
    hub.clock.advance(Duration.ofSeconds(30));
  }

  private <T> T as(SessionStore.Opened opened, Function<SecondFactorResource, T> work) {
    return hub.request(opened, () -> work.apply(hub.factorResource));
  }

  private void reset(SessionStore.Opened opened, String id) {
    hub.request(
        opened,
        () -> {
          hub.userResource.resetSecondFactor(id);
          return true;
        });
  }

  private SessionStore.Opened loginWith(String code) {
    return hub.open(user.login, Fixture.PASSWORD, Optional.of(code), "10.0.0.1");
  }

  private static SecondFactorResource.SecondFactorProof proof(String code) {
    return new SecondFactorResource.SecondFactorProof(Fixture.PASSWORD, code);
  }

  private String code() {
    return Totp.code(secret, Totp.step(hub.clock.instant()));
  }

  /** None of those that are accepted now. */
  private String wrong() {
    return Totp.code(secret, Totp.step(hub.clock.instant()) + 2);
  }

  private List<String> acts() {
    return hub.audit.find(AuditFilter.ANY, Optional.empty(), 99).items().stream()
        .map(row -> row.act.operation + " " + row.act.detail)
        .toList();
  }
}
