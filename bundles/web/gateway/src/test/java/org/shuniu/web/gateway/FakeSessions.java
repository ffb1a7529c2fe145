// SPDX-License-Identifier: Apache-2.0
package org.shuniu.web.gateway;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.shuniu.api.base.Region;
import org.shuniu.api.hub.Identity;
import org.shuniu.api.hub.Sessions;

/** Sessions of a test's making; the token names the user. */
final class FakeSessions implements Sessions {
  private final Map<String, Session> sessions = new ConcurrentHashMap<>();
  final ThreadLocal<String> bound = new ThreadLocal<>();

  Session add(String user, String... permissions) {
    Identity identity =
        new Identity(user, user, user, Set.of("agent"), Set.of(permissions), Region.NATION);
    Session session = new Session("s-" + user, identity, "csrf-" + user, Instant.MAX);
    sessions.put(user, session);
    return session;
  }

  void remove(String user) {
    sessions.remove(user);
  }

  @Override
  public Optional<Session> find(String token) {
    return Optional.ofNullable(sessions.get(token));
  }

  @Override
  public Scope enter(Optional<Session> session, String address) {
    bound.set(session.map(Session::id).orElse("nobody") + "@" + address);
    return bound::remove;
  }
}
