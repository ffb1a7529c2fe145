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
import org.shuniu.api.hub.Transactions;

/** From a name and a password to a session: throttled and noted in the audit. */
@Component(service = Logins.class, configurationPid = SecurityConfig.PID)
public final class Logins {
  private final Users users;
  private final SessionStore sessions;
  private final Transactions transactions;
  private final Audit audit;
  private final HubAccess access;
  private final LoginThrottle throttle;

  @Activate
  public Logins(
      @Reference Users users,
      @Reference SessionStore sessions,
      @Reference Transactions transactions,
      @Reference Audit audit,
      @Reference HubAccess access,
      SecurityConfig config) {
    this(
        users,
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
      SessionStore sessions,
      Transactions transactions,
      Audit audit,
      HubAccess access,
      LoginThrottle throttle) {
    this.users = users;
    this.sessions = sessions;
    this.transactions = transactions;
    this.audit = audit;
    this.access = access;
    this.throttle = throttle;
  }

  /**
   * Opens a session, always under a new token. Throws {@code security.login.failed}, which does not
   * tell whether the name, the password or the user's state was the reason, or {@code
   * security.login.throttled}.
   */
  SessionStore.Opened open(String login, String password, String address) {
    String name = Users.normal(login);
    Optional<UserRow> user = authenticate(name, password, address);
    if (user.isEmpty()) {
      noteRefusal(name);
      throw HubException.caller(
          HubException.Reason.UNAUTHENTICATED, "security.login.failed", Map.of());
    }
    return access.as(user.get().identity(), () -> open(user.get(), address));
  }

  private Optional<UserRow> authenticate(String login, String password, String address) {
    throttle.begin(login, address);
    Optional<Boolean> outcome = Optional.empty();
    try {
      Optional<UserRow> user = users.authenticate(login, password);
      outcome = Optional.of(user.isPresent());
      return user;
    } finally {
      throttle.end(login, address, outcome);
    }
  }

  private SessionStore.Opened open(UserRow user, String address) {
    return transactions.call(
        () -> {
          SessionStore.Opened opened = sessions.open(user, address);
          audit.record("session:open", "user:" + user.id, Map.of());
          return opened;
        });
  }

  /** A name that is not known stays out of the log: people type passwords into the wrong field. */
  private void noteRefusal(String login) {
    String object = users.byLogin(login).map(user -> "user:" + user.id).orElse("user:unknown");
    audit.record("session:refuse", object, Map.of());
  }
}
