// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.security;

import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.shuniu.api.base.Region;
import org.shuniu.api.hub.Transactions;
import org.shuniu.api.hub.UserDirectory;

/** The user directory, read from the database. */
@Component
public final class StoredUserDirectory implements UserDirectory {
  /** Oracle takes no more in one list. */
  private static final int MOST_AT_ONCE = 500;

  private final EntityManager em;
  private final Transactions transactions;

  /** Made by the component runtime. */
  @Activate
  public StoredUserDirectory(
      @Reference(target = "(osgi.unit.name=security)") EntityManager em,
      @Reference Transactions transactions) {
    this.em = em;
    this.transactions = transactions;
  }

  @Override
  public Map<String, Region> regions(Collection<String> userIds) {
    List<String> ids = new ArrayList<>(userIds);
    Map<String, Region> regions = new HashMap<>();
    for (int from = 0; from < ids.size(); from += MOST_AT_ONCE) {
      List<String> some = ids.subList(from, Math.min(ids.size(), from + MOST_AT_ONCE));
      for (Object[] row : transactions.call(() -> read(some))) {
        regions.put((String) row[0], new Region((String) row[1]));
      }
    }
    return regions;
  }

  private List<Object[]> read(List<String> ids) {
    return em.createQuery("select u.id, u.region from UserRow u where u.id in :ids", Object[].class)
        .setParameter("ids", ids)
        .getResultList();
  }
}
