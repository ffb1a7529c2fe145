// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.security;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.shuniu.api.base.HubException;
import org.shuniu.api.base.Region;

/**
 * What describes a user, apart from login and password.
 *
 * @param departments empty: no limit
 */
record UserDetails(
    String name, Set<String> roles, Region region, boolean enabled, Set<String> departments) {
  private static final Pattern DEPARTMENT = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
  private static final int MAX_NAME = 64;
  private static final int MAX_CODES = 12;

  UserDetails(String name, Set<String> roles, Region region, boolean enabled) {
    this(name, roles, region, enabled, Set.of());
  }

  /** Writes it to the row, if all of it may be; joins the caller's transaction. */
  void describe(UserRow user, RoleBook book) {
    String stripped = name.strip();
    if (stripped.isEmpty()
        || stripped.length() > MAX_NAME
        || stripped.chars().anyMatch(Character::isISOControl)) {
      throw HubException.invalid("security.user.name-invalid", Map.of());
    }
    if (departments.size() > MAX_CODES
        || !departments.stream().allMatch(DEPARTMENT.asMatchPredicate())) {
      throw HubException.invalid("security.user.departments-invalid", Map.of());
    }
    user.roles = Words.write(rolesFor(user, book));
    user.name = stripped;
    user.departments = Words.write(departments);
    user.region = region.code();
    user.enabled = enabled;
  }

  private Set<String> rolesFor(UserRow user, RoleBook book) {
    Set<String> checked = book.checked(roles);
    if (checked.size() > MAX_CODES) {
      throw HubException.invalid("security.user.roles-too-many", Map.of("most", MAX_CODES));
    }
    String almighty = Role.ADMINISTRATOR.code();
    boolean had = user.roles != null && user.roles().contains(almighty);
    if (checked.contains(almighty) && !had && book.separated()) {
      throw HubException.conflict("security.role.retired", Map.of());
    }
    return checked;
  }

  /** What a user may do and where, to be compared. */
  static List<Object> rights(UserRow user) {
    return List.of(user.roles(), user.region, user.departments());
  }

  /** What the audit keeps of a user. */
  static Map<String, Object> facts(UserRow user) {
    return Map.of(
        "login",
        user.login,
        "roles",
        user.roles,
        "region",
        user.region,
        "departments",
        Words.write(user.departments()),
        "enabled",
        user.enabled);
  }
}
