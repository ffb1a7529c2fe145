// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.security;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The roles that every hub has, and what each may do: the one table of permissions. What no role
 * here may do does not exist. They cannot be edited, so that an upgrade can bring them new
 * permissions; sites copy them ({@link Roles}).
 */
enum Role {
  AGENT(Grants.SERVE),
  SUPERVISOR(
      Grants.SERVE
          + " contact:read contact:export contact:listen acd:read acd:manage ticket:discard"
          + " ticket:export citizen:reveal citizen:merge business:read business:retry channel:read"
          + " trace:read wall:read wall:act"),
  ADMINISTRATOR(
      "contact:read contact:export contact:listen acd:read acd:manage acd:configure user:manage"
          + " session:manage ivr:manage plugin:read plugin:manage bus:manage audit:read audit:export"
          + " queue:read citizen:read ticket:read department:manage notice:read channel:read"
          + " business:read business:retry trace:read trace:reveal wall:read user:grant"
          + " user:credentials role:manage config:read config:edit alarm:read alarm:manage log:read"
          + " link:read link:manage"),
  /** Accounts, plugins, settings: no audit, and no rights for anybody. */
  SYSTEM_ADMINISTRATOR(
      "user:manage plugin:read plugin:manage bus:manage acd:read acd:configure queue:read ivr:manage"
          + " department:manage trace:read config:read config:edit alarm:read alarm:manage"
          + " log:read link:read link:manage"),
  /** Roles, who has them, passwords and sessions: makes no account. */
  SECURITY_ADMINISTRATOR("role:manage user:grant user:credentials session:manage"),
  /** Reads, verifies and exports the audit. */
  AUDIT_ADMINISTRATOR("audit:read audit:export");

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
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  Set<String> permissions() {
    return permissions;
  }

  static Optional<Role> of(String code) {
    return Arrays.stream(values()).filter(role -> role.code().equals(code)).findFirst();
  }

  /** All the permissions there are. */
  static Set<String> catalogue() {
    Set<String> all = new TreeSet<>();
    Arrays.stream(values()).forEach(role -> all.addAll(role.permissions));
    return all;
  }
}
