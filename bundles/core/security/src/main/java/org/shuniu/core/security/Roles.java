// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.security;

import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.shuniu.api.base.HubException;
import org.shuniu.api.base.Page;
import org.shuniu.api.base.Region;
import org.shuniu.api.hub.Audit;
import org.shuniu.api.hub.Transactions;

/**
 * The roles of the site. A change holds at the next request, also in open sessions. Does not ask
 * who may; the resource does.
 */
@Component(service = Roles.class)
public final class Roles {
  private static final Pattern CODE = Pattern.compile("[a-z][a-z0-9-]{1,39}");
  private static final int MAX_NAME = 64;
  private static final int MAX_ROLES = 200;

  private final EntityManager em;
  private final Transactions transactions;
  private final RoleBook book;
  private final Separation separation;
  private final SessionStore sessions;
  private final Audit audit;

  /** What a role is called, in each language of the screens. */
  record RoleNames(String zh, String en) {}

  /** What describes a role, apart from its code. */
  record Details(RoleNames names, Set<String> permissions) {}

  @Activate
  public Roles(
      @Reference(target = "(osgi.unit.name=security)") EntityManager em,
      @Reference Transactions transactions,
      @Reference RoleBook book,
      @Reference Separation separation,
      @Reference SessionStore sessions,
      @Reference Audit audit) {
    this.em = em;
    this.transactions = transactions;
    this.book = book;
    this.separation = separation;
    this.sessions = sessions;
    this.audit = audit;
  }

  /** Those that the site has made, by code. */
  List<RoleRow> list() {
    return transactions.call(
        () ->
            em.createQuery("select r from RoleRow r order by r.code", RoleRow.class)
                .getResultList());
  }

  RoleRow create(String code, Details details) {
    if (!CODE.matcher(code).matches()) {
      throw HubException.invalid("security.role.code-invalid", Map.of());
    }
    RoleRow row = new RoleRow();
    row.code = code;
    return transactions.call(
        () -> {
          if (book.of(code).isPresent()) {
            throw HubException.conflict("security.role.code-taken", Map.of("role", code));
          }
          if (list().size() >= MAX_ROLES) {
            throw HubException.conflict("security.role.too-many", Map.of("most", MAX_ROLES));
          }
          apply(row, details);
          em.persist(row);
          audit.record("role:create", object(code), Map.of("permissions", row.permissions));
          return row;
        });
  }

  /**
   * @param version what the editor has seen: {@code security.role.changed} if it is another now
   */
  RoleRow change(String code, Details details, int version) {
    separation.guard(
        () -> {
          RoleRow row = existing(code);
          if (row.version != version) {
            throw HubException.conflict("security.role.changed", Map.of("role", code));
          }
          separation.refuseOwn(user -> em.find(UserRow.class, user).roles().contains(code));
          RoleNames names = new RoleNames(row.nameZh, row.nameEn);
          Set<String> before = row.permissions();
          apply(row, details);
          audit.record("role:change", object(code), difference(names, before, details));
          transactions.afterCommit(sessions::forgetAll);
        });
    return existing(code);
  }

  /** Refused with {@code security.role.used} while somebody has it. */
  void delete(String code) {
    separation.guard(
        () -> {
          RoleRow row = existing(code);
          long users = book.users().getOrDefault(code, 0L);
          if (users > 0) {
            throw HubException.conflict("security.role.used", Map.of("role", code, "users", users));
          }
          em.remove(row);
          audit.record("role:delete", object(code), Map.of("permissions", row.permissions));
        });
  }

  /** Who has a role, by login. */
  Page<UserRow> holders(String code, String afterLogin, int limit) {
    if (book.of(code).isEmpty()) {
      throw HubException.notFound("security.role.unknown", code);
    }
    return transactions.call(
        () -> {
          List<UserRow> rows =
              holding(code)
                  .setParameter("after", afterLogin)
                  .setMaxResults(limit + 1)
                  .getResultList();
          boolean more = rows.size() > limit;
          List<UserRow> items = more ? new ArrayList<>(rows.subList(0, limit)) : rows;
          return new Page<>(
              items, more ? Optional.of(items.get(limit - 1).login) : Optional.empty());
        });
  }

  /** Where those are who have a role. */
  Set<Region> regions(String code) {
    return transactions.call(
        () ->
            holding(code)
                .getResultStream()
                .map(user -> new Region(user.region))
                .collect(Collectors.toSet()));
  }

  private TypedQuery<UserRow> holding(String code) {
    return em.createQuery(
            "select u from UserRow u where concat(' ', u.roles, ' ') like :code"
                + " and u.login > :after order by u.login",
            UserRow.class)
        .setParameter("code", "% " + code + " %")
        .setParameter("after", "");
  }

  /** A role of the site; what every hub has cannot be edited. */
  private RoleRow existing(String code) {
    if (Role.of(code).isPresent()) {
      throw HubException.conflict("security.role.built-in", Map.of("role", code));
    }
    return book.custom(code)
        .orElseThrow(() -> HubException.notFound("security.role.unknown", code));
  }

  private void apply(RoleRow row, Details details) {
    for (String permission : details.permissions()) {
      if (!Role.catalogue().contains(permission)) {
        throw HubException.invalid(
            "security.role.permission-unknown", Map.of("permission", permission));
      }
    }
    if (details.permissions().isEmpty()) {
      throw HubException.invalid("security.role.empty", Map.of());
    }
    if (book.separated() && Duty.of(details.permissions()).size() > 1) {
      throw HubException.conflict("security.role.combined", Map.of());
    }
    row.nameZh = name(details.names().zh());
    row.nameEn = name(details.names().en());
    row.permissions = Words.write(details.permissions());
  }

  private static String name(String typed) {
    String name = typed.strip();
    if (name.isEmpty()
        || name.length() > MAX_NAME
        || name.chars().anyMatch(Character::isISOControl)) {
      throw HubException.invalid("security.role.name-invalid", Map.of());
    }
    return name;
  }

  /** All of both would not fit into an entry of the audit. */
  private static Map<String, Object> difference(
      RoleNames names, Set<String> before, Details after) {
    Map<String, Object> detail = new TreeMap<>();
    Set<String> added = new TreeSet<>(after.permissions());
    added.removeAll(before);
    Set<String> removed = new HashSet<>(before);
    removed.removeAll(after.permissions());
    detail.put("added", Words.write(added));
    detail.put("removed", Words.write(removed));
    if (!names.equals(after.names())) {
      detail.put("nameBefore", names.zh() + " / " + names.en());
      detail.put("nameAfter", after.names().zh() + " / " + after.names().en());
    }
    return detail;
  }

  private static String object(String code) {
    return "role:" + code;
  }
}
