// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.security;

import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.shuniu.api.base.HubException;

/** The roles and what each may do: the one table of permissions. */
enum Role {
  AGENT(Grants.SERVE),
  SUPERVISOR(
      Grants.SERVE
          + " contact:read contact:export contact:listen acd:read acd:manage ticket:discard"
          + " ticket:export citizen:reveal citizen:merge business:read business:retry channel:read"
          + " trace:read wall:read wall:act"),
  ADMINISTRATOR(
      "contact:read contact:export contact:listen acd:read acd:manage acd:configure user:manage"
          + " session:manage ivr:manage plugin:read bus:manage audit:read audit:export queue:read citizen:read ticket:read"
          + " department:manage notice:read channel:read business:read business:retry trace:read"
          + " wall:read alarm:read alarm:manage");

  /** What several roles may do. */
  private static final class Grants {
    static final String SERVE =
        "contact:own contact:handle acd:self queue:read citizen:read citizen:write citizen:verify"
            + " citizen:business ticket:read ticket:write ticket:review ticket:close notice:read"
            + " notice:resend";
  }

  private final Set<String> permissions;

  Role(String permissions) {
    this.permissions = Set.of(permissions.split(" "));
  }

  /** How screens and REST write it. */
  String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  Set<String> permissions() {
    return permissions;
  }

  static Optional<Role> of(String code) {
    return Arrays.stream(values()).filter(role -> role.code().equals(code)).findFirst();
  }

  /** All that somebody with these roles may do; a role that is not known gives nothing. */
  static Set<String> permissions(Collection<String> codes) {
    Set<String> all = new TreeSet<>();
    codes.stream().flatMap(code -> of(code).stream()).forEach(role -> all.addAll(role.permissions));
    return all;
  }

  /** The codes in a fixed order, or {@code security.user.roles-invalid}. */
  static Set<String> checked(Collection<String> codes) {
    for (String code : codes) {
      if (of(code).isEmpty()) {
        throw HubException.invalid("security.user.roles-invalid", Map.of("role", code));
      }
    }
    if (codes.isEmpty()) {
      throw HubException.invalid("security.user.roles-invalid", Map.of("role", ""));
    }
    return new TreeSet<>(codes);
  }
}
