// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.citizen;

import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.shuniu.api.base.HubException;
import org.shuniu.api.base.Ids;

/** Follows merges in both directions. Inside a transaction only. */
final class Families {
  private final EntityManager em;

  Families(EntityManager em) {
    this.em = em;
  }

  /** The whole citizen behind an id, also behind that of a merged one; {@code citizen.unknown}. */
  Family of(String id) {
    return find(id)
        .orElseThrow(() -> HubException.notFound("citizen.unknown", Ids.valid(id) ? id : ""));
  }

  Optional<Family> find(String id) {
    @Nullable CitizenRow row = Ids.valid(id) ? em.find(CitizenRow.class, id) : null;
    return row == null ? Optional.empty() : of(List.of(row)).stream().findFirst();
  }

  /** The citizens behind these rows, each once, in their order. */
  List<Family> of(List<CitizenRow> rows) {
    Map<String, CitizenRow> roots = new LinkedHashMap<>();
    for (CitizenRow row : rows) {
      CitizenRow root = root(row);
      roots.putIfAbsent(root.id, root);
    }
    Map<String, List<CitizenRow>> merged = descendants(roots.keySet());
    return roots.values().stream()
        .map(root -> new Family(root, merged.getOrDefault(root.id, List.of())))
        .toList();
  }

  private CitizenRow root(CitizenRow row) {
    CitizenRow root = row;
    while (root.mergedInto != null) {
      root = em.find(CitizenRow.class, root.mergedInto);
    }
    return root;
  }

  /** One query for each step of merges, not for each citizen. */
  private Map<String, List<CitizenRow>> descendants(Set<String> roots) {
    Map<String, String> rootOf = new HashMap<>();
    roots.forEach(id -> rootOf.put(id, id));
    Map<String, List<CitizenRow>> found = new HashMap<>();
    Collection<String> above = roots;
    while (!above.isEmpty()) {
      List<String> next = new ArrayList<>();
      for (CitizenRow row : mergedInto(above)) {
        String root = Stream.of(row.mergedInto).map(rootOf::get).findFirst().orElseThrow();
        rootOf.put(row.id, root);
        found.computeIfAbsent(root, id -> new ArrayList<>()).add(row);
        next.add(row.id);
      }
      above = next;
    }
    return found;
  }

  private List<CitizenRow> mergedInto(Collection<String> ids) {
    return em.createQuery(
            "select c from CitizenRow c where c.mergedInto in :ids order by c.id", CitizenRow.class)
        .setParameter("ids", ids)
        .getResultList();
  }
}
