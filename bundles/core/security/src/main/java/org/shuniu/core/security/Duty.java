// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.security;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The three duties that classified protection (等级保护) wants in different hands. A permission belongs
 * to a duty if only that administrator has it: neither another of the three nor anybody who serves
 * citizens.
 */
enum Duty {
  SYSTEM(Role.SYSTEM_ADMINISTRATOR, Set.of("user:manage")),
  SECURITY(Role.SECURITY_ADMINISTRATOR, Set.of("role:manage", "user:grant")),
  AUDIT(Role.AUDIT_ADMINISTRATOR, Set.of("audit:read"));

  private final Role role;
  private final Set<String> keys;
  private final Set<String> own;

  Duty(Role role, Set<String> keys) {
    this.role = role;
    this.keys = keys;
    this.own =
        role.permissions().stream()
            .filter(permission -> holders(permission).equals(EnumSet.of(role)))
            .collect(Collectors.toUnmodifiableSet());
  }

  /** How screens and REST write it. */
  String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Without these nobody could go on with the duty. */
  Set<String> keys() {
    return keys;
  }

  /** Whether these permissions are enough to go on with it. */
  boolean fulfilledBy(Set<String> permissions) {
    return permissions.containsAll(keys);
  }

  /** The role that has this duty and nothing else. */
  Role role() {
    return role;
  }

  /** The keys of all three. */
  static Set<String> allKeys() {
    Set<String> all = new HashSet<>();
    Arrays.stream(values()).forEach(duty -> all.addAll(duty.keys));
    return all;
  }

  /** To which duty a permission belongs, if to one. */
  static Optional<Duty> of(String permission) {
    return Arrays.stream(values()).filter(duty -> duty.own.contains(permission)).findFirst();
  }

  /** The duties in which these permissions take part. */
  static Set<Duty> of(Collection<String> permissions) {
    Set<Duty> duties = EnumSet.noneOf(Duty.class);
    permissions.stream().flatMap(permission -> of(permission).stream()).forEach(duties::add);
    return duties;
  }

  private static Set<Role> holders(String permission) {
    return Arrays.stream(Role.values())
        .filter(role -> role != Role.ADMINISTRATOR && role.permissions().contains(permission))
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Role.class)));
  }
}
