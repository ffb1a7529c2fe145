// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.security;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.shuniu.api.base.HubException;
import org.shuniu.api.hub.Audit;
import org.shuniu.api.hub.Sessions;
import org.shuniu.api.hub.Transactions;

/**
 * From a name, a password and, where there is one, the second factor to a session: throttled and
 * noted in the audit.
 */
@Component(service = Logins.class, configurationPid = SecurityConfig.PID)
public final class Logins {
  private final Users users;
  private final SecondFactors factors;
  private final SessionStore sessions;
  private final Transactions transactions;
  private final Audit audit;
  private final HubAccess access;
  private final LoginThrottle throttle;

  /**
   * What is typed to log in.
   *
   * @param code of the authenticator, or a recovery code; left out until it is asked for
   */
  record Credentials(String login, String password, Optional<String> code) {}

  private enum Verdict {
    RIGHT,
    PASSWORD_WRONG,
    CODE_NEEDED,
    CODE_WRONG
  }

  private record Check(
      Verdict verdict, Optional<UserRow> user, Optional<SecondFactors.Proof> proof) {}

  @Activate
  public Logins(
      @Reference Users users,
      @Reference SecondFactors factors,
      @Reference SessionStore sessions,
      @Reference Transactions transactions,
      @Reference Audit audit,
      @Reference HubAccess access,
      SecurityConfig config) {
    this(
        users,
        factors,
        sessions,
        transactions,
        audit,
        access,
        new LoginThrottle(
            Clock.systemUTC(),
            new LoginThrottle.Limits(
                config.loginFailuresPerUser(),
                config.loginFailuresPerAddress(),
                Duration.ofSeconds(config.loginPauseSeconds()),
                Duration.ofSeconds(config.loginPauseMaxSeconds()))));
  }

  Logins(
      Users users,
      SecondFactors factors,
      SessionStore sessions,
      Transactions transactions,
      Audit audit,
      HubAccess access,
      LoginThrottle throttle) {
    this.users = users;
    this.factors = factors;
    this.sessions = sessions;
    this.transactions = transactions;
    this.audit = audit;
    this.access = access;
    this.throttle = throttle;
  }

  /**
   * Opens a session, always under a new token. Throws {@code security.login.failed}, which does not
   * tell whether the name, the password or the user's state was the reason; {@code
   * security.login.code-needed} when all that is right and the second factor is still to be shown;
   * {@code security.login.code-wrong} or {@code security.login.throttled}.
   */
  SessionStore.Opened open(Credentials typed, SessionStore.Origin origin) {
    Check check =
        check(Users.normal(typed.login()), typed.password(), typed.code(), origin.address());
    switch (check.verdict()) {
      case PASSWORD_WRONG -> throw unauthenticated("security.login.failed");
      case CODE_NEEDED -> throw unauthenticated("security.login.code-needed");
      case CODE_WRONG -> throw unauthenticated("security.login.code-wrong");
      case RIGHT -> {}
    }
    return open(check.user().orElseThrow(), check.proof(), origin);
  }

  /**
   * Asks whoever is logged in to prove it again. Throws {@code security.password.wrong}, {@code
   * security.second-factor.code-wrong} or {@code security.login.throttled}.
   */
  void confirm(Sessions.Session session, String password, Optional<String> code) {
    String login = session.identity().login();
    switch (check(login, password, code, access.caller().address()).verdict()) {
      case PASSWORD_WRONG -> throw HubException.invalid("security.password.wrong", Map.of());
      case CODE_NEEDED, CODE_WRONG ->
          throw HubException.invalid("security.second-factor.code-wrong", Map.of());
      case RIGHT -> {}
    }
  }

  /**
   * One try. The right password without a code is neither a success nor a failure for the throttle:
   * as a success it would let whoever knows the password guess codes without end.
   */
  private Check check(String login, String password, Optional<String> code, String address) {
    throttle.begin(login, address);
    Optional<Boolean> outcome = Optional.empty();
    try {
      Check check = check(users.authenticate(login, password), code);
      if (check.verdict() != Verdict.CODE_NEEDED) {
        outcome = Optional.of(check.verdict() == Verdict.RIGHT);
      }
      if (outcome.equals(Optional.of(false))) {
        noteRefusal(login, check.verdict());
      }
      return check;
    } finally {
      throttle.end(login, address, outcome);
    }
  }

  private Check check(Optional<UserRow> user, Optional<String> code) {
    if (user.isEmpty()) {
      return new Check(Verdict.PASSWORD_WRONG, user, Optional.empty());
    }
    if (user.get().secondFactorAt == null) {
      return new Check(Verdict.RIGHT, user, Optional.empty());
    }
    if (code.isEmpty()) {
      return new Check(Verdict.CODE_NEEDED, user, Optional.empty());
    }
    Optional<SecondFactors.Proof> proof = factors.prove(user.get().id, code.get());
    return new Check(proof.isPresent() ? Verdict.RIGHT : Verdict.CODE_WRONG, user, proof);
  }

  private SessionStore.Opened open(
      UserRow user, Optional<SecondFactors.Proof> proof, SessionStore.Origin origin) {
    return transactions.call(
        () -> {
          SessionStore.Opened opened = sessions.open(users.aged(user), origin);
          Map<String, String> detail =
              proof.map(with -> Map.of("secondFactor", with.code())).orElse(Map.of());
          return access.as(
              opened.session().identity(),
              () -> {
                audit.record("session:open", "user:" + user.id, detail);
                return opened;
              });
        });
  }

  /** A name that is not known stays out of the log: people type passwords into the wrong field. */
  private void noteRefusal(String login, Verdict verdict) {
    String object = users.byLogin(login).map(user -> "user:" + user.id).orElse("user:unknown");
    Map<String, String> detail =
        verdict == Verdict.CODE_WRONG ? Map.of("wrong", "code") : Map.of("wrong", "password");
    audit.record("session:refuse", object, detail);
  }

  private static HubException unauthenticated(String code) {
    return HubException.caller(HubException.Reason.UNAUTHENTICATED, code, Map.of());
  }
}
