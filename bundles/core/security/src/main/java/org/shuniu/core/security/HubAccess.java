// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.security;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.shiro.authz.permission.WildcardPermission;
import org.osgi.service.component.annotations.Component;
import org.shuniu.api.base.HubException;
import org.shuniu.api.base.Region;
import org.shuniu.api.hub.Access;
import org.shuniu.api.hub.Identity;
import org.shuniu.api.hub.Sessions.Scope;
import org.shuniu.api.hub.Sessions.Session;

/** The identity of each thread, and the check of permissions. Needs no database. */
@Component(service = {Access.class, HubAccess.class})
public final class HubAccess implements Access {
  /** All the permissions of a user who has to set up a second factor first. */
  static final Set<String> SET_UP_ONLY = Set.of("session:second-factor");

  /** Of a user whom nobody has given a role yet: logged in, and no more. */
  static final Set<String> NO_RIGHTS = Set.of("session:own");

  private static final Caller NOBODY = new Caller(Optional.empty(), Optional.empty(), "");

  /**
   * Who asks.
   *
   * @param session of a console, if it is one
   * @param address empty when the hub itself works
   */
  record Caller(Optional<Identity> identity, Optional<Session> session, String address) {}

  private final ThreadLocal<Caller> callers = ThreadLocal.withInitial(() -> NOBODY);

  /** Binds until the scope is closed. */
  Scope enter(Optional<Session> session, String address) {
    return enter(new Caller(session.map(Session::identity), session, address));
  }

  private Scope enter(Caller caller) {
    Caller before = callers.get();
    callers.set(caller);
    return () -> {
      if (before == NOBODY) {
        callers.remove();
      } else {
        callers.set(before);
      }
    };
  }

  /** Who asks on this thread. */
  Caller caller() {
    return callers.get();
  }

  /** The session on this thread, or {@code security.session.none}. */
  Session session() {
    return caller().session().orElseThrow(HubAccess::none);
  }

  @Override
  public Optional<Identity> identity() {
    return caller().identity();
  }

  @Override
  public Identity current() {
    return identity().orElseThrow(HubAccess::none);
  }

  @Override
  public void require(String operation) {
    Identity identity = current();
    if (identity.permissions().isEmpty()) {
      throw HubException.caller(
          HubException.Reason.FORBIDDEN, "security.password.change-required", Map.of());
    }
    if (identity.permissions().equals(SET_UP_ONLY)) {
      throw HubException.caller(
          HubException.Reason.FORBIDDEN, "security.second-factor.required", Map.of());
    }
    if (!allows(identity, operation)) {
      throw denied(operation);
    }
  }

  @Override
  public void require(String operation, Region region) {
    require(operation);
    if (!current().region().contains(region)) {
      throw denied(operation);
    }
  }

  @Override
  public boolean permits(String operation) {
    return identity().filter(identity -> allows(identity, operation)).isPresent();
  }

  @Override
  public <T> T as(Identity identity, Supplier<T> work) {
    Caller caller = new Caller(Optional.of(identity), Optional.empty(), caller().address());
    try (Scope scope = enter(caller)) {
      return work.get();
    }
  }

  private static boolean allows(Identity identity, String operation) {
    if (identity.permissions().contains(operation)) {
      return true;
    }
    WildcardPermission wanted = new WildcardPermission(operation);
    return identity.permissions().stream()
        .filter(granted -> granted.indexOf('*') >= 0)
        .anyMatch(granted -> new WildcardPermission(granted).implies(wanted));
  }

  private static HubException none() {
    return HubException.caller(
        HubException.Reason.UNAUTHENTICATED, "security.session.none", Map.of());
  }

  private static HubException denied(String operation) {
    return HubException.caller(
        HubException.Reason.FORBIDDEN, "security.denied", Map.of("operation", operation));
  }
}
