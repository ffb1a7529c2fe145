// SPDX-License-Identifier: Apache-2.0
package org.shuniu.api.hub;

import java.util.Set;
import org.shuniu.api.base.Region;

/**
 * A user of the console who has logged in.
 *
 * @param userId stable id
 * @param login what the user types
 * @param name shown on screens
 * @param roles names of roles
 * @param permissions as in {@link Access#require(String)}; {@code *} stands for all
 * @param region the user sees this region and what lies within it
 * @param departments codes of the departments whose matters the user sees; empty for all
 */
public record Identity(
    String userId,
    String login,
    String name,
    Set<String> roles,
    Set<String> permissions,
    Region region,
    Set<String> departments) {
  public Identity {
    roles = Set.copyOf(roles);
    permissions = Set.copyOf(permissions);
    departments = Set.copyOf(departments);
  }

  /** Somebody whom no department limits. */
  public Identity(
      String userId,
      String login,
      String name,
      Set<String> roles,
      Set<String> permissions,
      Region region) {
    this(userId, login, name, roles, permissions, region, Set.of());
  }
}
