// SPDX-License-Identifier: Apache-2.0
package org.shuniu.api.testkit;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.shuniu.api.base.HubException;
import org.shuniu.api.base.Region;
import org.shuniu.api.hub.Access;
import org.shuniu.api.hub.Identity;

/** Access for unit tests: one user, set by the test. */
public final class FakeAccess implements Access {
  private volatile Optional<Identity> identity = Optional.empty();

  /** From now on this user asks, with these permissions in the whole nation. */
  public void user(String userId, String... permissions) {
    user(userId, Region.NATION, permissions);
  }

  /** From now on this user of a region asks, with these permissions. */
  public void user(String userId, Region region, String... permissions) {
    identity =
        Optional.of(new Identity(userId, userId, userId, Set.of(), Set.of(permissions), region));
  }

  @Override
  public Optional<Identity> identity() {
    return identity;
  }

  @Override
  public Identity current() {
    return identity.orElseThrow(
        () ->
            HubException.caller(
                HubException.Reason.UNAUTHENTICATED, "security.session.none", Map.of()));
  }

  @Override
  public void require(String operation) {
    current();
    if (!permits(operation)) {
      throw denied(operation);
    }
  }

  private static HubException denied(String operation) {
    return HubException.caller(
        HubException.Reason.FORBIDDEN, "security.denied", Map.of("operation", operation));
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
    Set<String> permissions = identity.map(Identity::permissions).orElse(Set.of());
    return permissions.contains("*") || permissions.contains(operation);
  }

  @Override
  public <T> T as(Identity user, Supplier<T> work) {
    Optional<Identity> before = identity;
    identity = Optional.of(user);
    try {
      return work.get();
    } finally {
      identity = before;
    }
  }
}
