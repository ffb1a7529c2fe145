// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.security;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.shuniu.api.base.Region;
import org.shuniu.api.hub.Sessions;
import org.shuniu.api.testkit.FakeBus;
import org.shuniu.api.testkit.TestClock;
import org.shuniu.api.testkit.TestStore;

/** All of the bundle over a database in memory, with cheap hashes. */
final class Fixture implements AutoCloseable {
  static final String PASSWORD = "Peony-grows-42";

  final TestStore store =
      new TestStore(
          UserRow.class,
          SecondFactorRow.class,
          RecoveryCodeRow.class,
          FormerPasswordRow.class,
          SessionRow.class,
          AuditRow.class,
          AuditInboxRow.class,
          AuditHeadRow.class,
          RoleRow.class,
          SeparationRow.class);
  final TestClock clock = new TestClock(Instant.parse("2026-11-22T08:00:00Z"));
  final FakeBus bus = new FakeBus();
  final HubAccess access = new HubAccess();
  final AuditTrail audit =
      new AuditTrail(store.entityManager(), store.transactions(), access, clock);
  final RoleBook book = new RoleBook(store.entityManager(), store.transactions());
  final SessionStore.Rules rules =
      new SessionStore.Rules(Duration.ofMinutes(30), Duration.ofHours(12), 3, Set.of());
  final SessionStore sessions = sessions();
  final Separation separation =
      new Separation(store.entityManager(), store.transactions(), book, sessions, access, audit);
  final Roles roles =
      new Roles(store.entityManager(), store.transactions(), book, separation, sessions, audit);
  final PasswordHashes hashes = new PasswordHashes(64, 1, 2);
  final Users users =
      new Users(
          store.entityManager(),
          store.transactions(),
          sessions,
          book,
          separation,
          audit,
          clock,
          new PasswordPolicy(10, 3, 3, Duration.ofDays(90)),
          hashes);
  final LoginThrottle throttle =
      new LoginThrottle(
          clock, new LoginThrottle.Limits(3, 10, Duration.ofSeconds(30), Duration.ofMinutes(15)));
  final Map<String, String> keys =
      Map.of("env:KEY", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=");
  final SecondFactors factors =
      new SecondFactors(
          store.entityManager(),
          store.transactions(),
          sessions,
          new KeyedVault(keys::get, "env:KEY", List.of()),
          audit,
          clock,
          "Shuniu 12333");
  final Logins logins =
      new Logins(users, factors, sessions, store.transactions(), audit, access, throttle);
  final UserResource userResource = new UserResource(users, factors, access);
  final SecondFactorResource factorResource = new SecondFactorResource(factors, logins, access);

  /** Another gateway or hub on the same database: nothing in memory yet. */
  SessionStore sessions() {
    return sessions(rules);
  }

  SessionStore sessions(SessionStore.Rules rules) {
    SessionStore fresh =
        new SessionStore(store.entityManager(), store.transactions(), access, book, clock, rules);
    fresh.bus = bus;
    return fresh;
  }

  /** With roles that are no others', or none. */
  UserRow user(String login, Region region, String... roles) {
    return users.create(
        login, PASSWORD, new UserDetails(login, Set.of(roles), region, true), false);
  }

  UserRow user(String login, Role role) {
    return users.create(
        login, PASSWORD, new UserDetails(login, Set.of(role.code()), Region.NATION, true), false);
  }

  SessionStore.Opened login(String login) {
    return open(login, PASSWORD, "10.0.0.1");
  }

  SessionStore.Opened open(String login, String password, String address) {
    return open(login, password, Optional.empty(), address);
  }

  SessionStore.Opened open(String login, String password, Optional<String> code, String address) {
    return logins.open(
        new Logins.Credentials(login, password, code),
        new SessionStore.Origin(address, "Firefox/128.0"));
  }

  /** Runs as the gateway runs a request. */
  <T> T request(SessionStore.Opened opened, Supplier<T> work) {
    Optional<Sessions.Session> session = sessions.find(opened.token());
    try (Sessions.Scope scope = sessions.enter(session, "10.0.0.1")) {
      return work.get();
    }
  }

  @Override
  public void close() {
    audit.stop();
    sessions.stop();
    store.close();
  }
}
