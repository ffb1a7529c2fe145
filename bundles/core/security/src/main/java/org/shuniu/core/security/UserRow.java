// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.security;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Collections;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.shuniu.api.base.Region;
import org.shuniu.api.hub.Identity;

/** A user of the console. */
@Entity
@Table(name = "security_user")
class UserRow {
  @Id
  @Column(length = 36)
  String id;

  @Column(nullable = false, length = 64)
  String login;

  @Column(nullable = false, length = 64)
  String name;

  @Column(name = "password_hash", nullable = false, length = 255)
  String passwordHash;

  /** Codes of roles as {@link Words} writes them. */
  @Column(nullable = false, length = 500)
  String roles;

  /** Codes of departments as {@link Words} writes them; null, too, stands for no limit. */
  @Column(length = 800)
  @Nullable String departments;

  @Column(nullable = false, length = 12)
  String region;

  @Column(nullable = false)
  boolean enabled;

  @Column(name = "must_change_password", nullable = false)
  boolean mustChangePassword;

  @Column(name = "password_changed_at", nullable = false)
  Instant passwordChangedAt;

  @Column(name = "created_at", nullable = false)
  Instant createdAt;

  /** Since when the second factor is in force; null without one. */
  @Column(name = "second_factor_at")
  @Nullable Instant secondFactorAt;

  @Version
  @Column(nullable = false)
  int version;

  Set<String> roles() {
    return Words.read(roles);
  }

  Set<String> departments() {
    return departments == null ? Set.of() : Words.read(departments);
  }

  /**
   * The user as the rest of the hub sees it. Who has to change the password may do nothing, who has
   * to set up a second factor nothing else.
   *
   * @param secondFactorRoles roles that ask for one
   */
  Identity identity(RoleBook book, Set<String> secondFactorRoles) {
    Set<String> permissions = book.permissions(roles());
    if (mustChangePassword) {
      permissions = Set.of();
    } else if (secondFactorAt == null && !Collections.disjoint(secondFactorRoles, roles())) {
      permissions = HubAccess.SET_UP_ONLY;
    } else if (permissions.isEmpty()) {
      permissions = HubAccess.NO_RIGHTS;
    }
    return new Identity(id, login, name, roles(), permissions, new Region(region), departments());
  }
}
