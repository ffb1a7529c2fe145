// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.security;

import jakarta.persistence.EntityManager;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.shuniu.api.base.HubException;
import org.shuniu.api.hub.Transactions;

/** What each role may do: those that every hub has, and those of the site. Only reads. */
@Component(service = RoleBook.class)
public final class RoleBook {
  private final EntityManager em;
  private final Transactions transactions;

  @Activate
  public RoleBook(
      @Reference(target = "(osgi.unit.name=security)") EntityManager em,
      @Reference Transactions transactions) {
    this.em = em;
    this.transactions = transactions;
  }

  /**
   * All that somebody with these roles may do; a role that is not known gives nothing, nor does the
   * almighty administrator once the duties are separated.
   */
  Set<String> permissions(Collection<String> codes) {
    return transactions.call(
        () -> {
          boolean separated = codes.contains(Role.ADMINISTRATOR.code()) && separated();
          Set<String> all = new TreeSet<>();
          for (String code : codes) {
            if (!separated || !code.equals(Role.ADMINISTRATOR.code())) {
              all.addAll(of(code).orElse(Set.of()));
            }
          }
          return all;
        });
  }

  /** What one role may do; empty if it is not known. */
  Optional<Set<String>> of(String code) {
    return Role.of(code).map(Role::permissions).or(() -> custom(code).map(RoleRow::permissions));
  }

  /** A role of the site. */
  Optional<RoleRow> custom(String code) {
    return transactions.call(() -> Optional.ofNullable(em.find(RoleRow.class, code)));
  }

  /** Whether the three duties are in different hands. */
  boolean separated() {
    return transactions.call(
        () -> {
          @Nullable SeparationRow row = em.find(SeparationRow.class, SeparationRow.ID);
          return row != null && row.active;
        });
  }

  /** The codes in a fixed order, or {@code security.user.roles-invalid}. */
  Set<String> checked(Collection<String> codes) {
    for (String code : codes) {
      if (of(code).isEmpty()) {
        throw HubException.invalid("security.user.roles-invalid", Map.of("role", code));
      }
    }
    return new TreeSet<>(codes);
  }

  /** How many users have each role. */
  Map<String, Long> users() {
    return transactions.call(
        () ->
            em.createQuery(
                    "select u.roles, count(u) from UserRow u group by u.roles", Object[].class)
                .getResultStream()
                .flatMap(
                    row ->
                        Words.read((String) row[0]).stream()
                            .map(code -> Map.entry(code, (Long) row[1])))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, Long::sum)));
  }
}
