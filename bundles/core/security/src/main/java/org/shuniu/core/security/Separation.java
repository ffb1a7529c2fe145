// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.security;

import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.shuniu.api.base.HubException;
import org.shuniu.api.base.Region;
import org.shuniu.api.hub.Audit;
import org.shuniu.api.hub.Identity;
import org.shuniu.api.hub.Transactions;

/**
 * Keeps system, security and audit in different hands where a site asks for it (P13), and
 * everywhere sees to it that a change of rights locks nobody out.
 */
@Component(service = Separation.class)
public final class Separation {
  private static final int SHOWN = 10;

  private final EntityManager em;
  private final Transactions transactions;
  private final RoleBook book;
  private final SessionStore sessions;
  private final HubAccess access;
  private final Audit audit;

  /**
   * Whether the duties are separated, and whether they could be.
   *
   * @param missing duties that no enabled user holds who has logged in and chosen a password
   * @param conflicts logins that hold more than one duty, the first ten
   */
  record Status(boolean active, List<Duty> missing, List<String> conflicts) {
    boolean possible() {
      return missing.isEmpty() && conflicts.isEmpty();
    }
  }

  @Activate
  public Separation(
      @Reference(target = "(osgi.unit.name=security)") EntityManager em,
      @Reference Transactions transactions,
      @Reference RoleBook book,
      @Reference SessionStore sessions,
      @Reference HubAccess access,
      @Reference Audit audit) {
    this.em = em;
    this.transactions = transactions;
    this.book = book;
    this.sessions = sessions;
    this.access = access;
    this.audit = audit;
  }

  /** How it stands; the holders' region has to reach as far as that of a user who asks. */
  Status status() {
    Optional<Region> region = access.identity().map(Identity::region);
    return transactions.call(
        () -> {
          Rights rights = new Rights();
          List<UserRow> users = enabled();
          List<Duty> missing =
              Arrays.stream(Duty.values())
                  .filter(duty -> users.stream().noneMatch(holds(duty, region, rights)))
                  .toList();
          return new Status(book.separated(), missing, conflicts(users, rights));
        });
  }

  /**
   * From the next request on the almighty administrator may do nothing, and no account may hold two
   * duties. Throws {@code security.separation.missing}, {@code security.separation.conflict}, or
   * {@code security.denied} where it would concern an administrator of elsewhere.
   */
  void begin() {
    transactions.run(
        () -> {
          SeparationRow row = lock();
          if (access.identity().isPresent()) {
            retired().forEach(user -> access.require("role:manage", new Region(user.region)));
          }
          Status status = status();
          if (!status.missing().isEmpty()) {
            throw HubException.conflict(
                "security.separation.missing",
                Map.of("duties", status.missing().stream().map(Duty::code).toList()));
          }
          refuse(status.conflicts());
          set(row, true);
        });
  }

  /** As it was before; only for who has the machine, or a security administrator could do all. */
  void end() {
    transactions.run(() -> set(lock(), false));
  }

  /**
   * Makes a change of users or roles, one at a time, and refuses it if in some region nobody would
   * be left for a duty that somebody held there ({@code security.user.last-administrator}), or if
   * an account would hold two duties that have to be separate ({@code
   * security.separation.conflict}).
   */
  void guard(Runnable change) {
    transactions.run(
        () -> {
          SeparationRow row = lock();
          Map<String, Set<Region>> before = heldKeys();
          change.run();
          em.flush();
          if (!reach(heldKeys(), before)) {
            throw HubException.conflict("security.user.last-administrator", Map.of());
          }
          if (row.active) {
            refuse(conflicts(enabled(), new Rights()));
          }
        });
  }

  /** Nobody gives themselves rights once the duties are separated. */
  void refuseOwn(Predicate<String> concerns) {
    if (book.separated()
        && access.identity().filter(who -> concerns.test(who.userId())).isPresent()) {
      throw HubException.conflict("security.separation.own", Map.of());
    }
  }

  private void set(SeparationRow row, boolean active) {
    if (row.active == active) {
      return;
    }
    row.active = active;
    audit.record("role:separation", "roles", Map.of("active", active));
    transactions.afterCommit(sessions::forgetAll);
  }

  private SeparationRow lock() {
    return em.find(SeparationRow.class, SeparationRow.ID, LockModeType.PESSIMISTIC_WRITE);
  }

  private Predicate<UserRow> holds(Duty duty, Optional<Region> region, Rights rights) {
    return user ->
        !user.mustChangePassword
            && region.filter(asked -> !new Region(user.region).contains(asked)).isEmpty()
            && duty.fulfilledBy(rights.separate(user));
  }

  /** What only administrators of a duty may do, and in which regions somebody may. */
  private Map<String, Set<Region>> heldKeys() {
    Rights rights = new Rights();
    Map<String, Set<Region>> held = new HashMap<>();
    for (UserRow user : enabled()) {
      for (String key : rights.now(user)) {
        held.computeIfAbsent(key, k -> new HashSet<>()).add(new Region(user.region));
      }
    }
    held.keySet().retainAll(Duty.allKeys());
    return held;
  }

  private static boolean reach(Map<String, Set<Region>> now, Map<String, Set<Region>> before) {
    return before.entrySet().stream()
        .allMatch(
            held -> {
              Set<Region> left = now.getOrDefault(held.getKey(), Set.of());
              return held.getValue().stream()
                  .allMatch(region -> left.stream().anyMatch(each -> each.contains(region)));
            });
  }

  private static List<String> conflicts(Collection<UserRow> users, Rights rights) {
    return users.stream()
        .filter(user -> Duty.of(rights.separate(user)).size() > 1)
        .map(user -> user.login)
        .limit(SHOWN)
        .toList();
  }

  private static void refuse(List<String> conflicts) {
    if (!conflicts.isEmpty()) {
      throw HubException.conflict("security.separation.conflict", Map.of("logins", conflicts));
    }
  }

  private List<UserRow> retired() {
    return enabled().stream()
        .filter(user -> user.roles().contains(Role.ADMINISTRATOR.code()))
        .toList();
  }

  private List<UserRow> enabled() {
    return em.createQuery(
            "select u from UserRow u where u.enabled = true order by u.login", UserRow.class)
        .getResultList();
  }

  /** What users may do; thousands share a few combinations of roles. */
  private final class Rights {
    private final Map<Set<String>, Set<String>> known = new HashMap<>();

    Set<String> now(UserRow user) {
      return of(user.roles());
    }

    /** Without the almighty administrator. */
    Set<String> separate(UserRow user) {
      Set<String> roles = new HashSet<>(user.roles());
      roles.remove(Role.ADMINISTRATOR.code());
      return of(roles);
    }

    private Set<String> of(Set<String> roles) {
      return known.computeIfAbsent(Set.copyOf(roles), book::permissions);
    }
  }
}
