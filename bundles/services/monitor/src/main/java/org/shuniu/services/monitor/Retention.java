// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.monitor;

import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;
import org.shuniu.api.hub.Transactions;

/** Removes what is too old, in small transactions, so that nobody waits for it. */
final class Retention {
  private static final int BATCH = 500;

  private final EntityManager em;
  private final Transactions tx;

  Retention(EntityManager em, Transactions tx) {
    this.em = em;
    this.tx = tx;
  }

  void prune(Instant before) {
    prune("ContactRow", "countedAt", before);
    prune("MessageRow", "sentAt", before);
  }

  private void prune(String entity, String time, Instant before) {
    int removed = BATCH;
    while (removed == BATCH) {
      removed = tx.call(() -> remove(entity, time, before));
    }
  }

  private int remove(String entity, String time, Instant before) {
    List<String> ids =
        em.createQuery(
                "select r.id from %s r where r.%s < :before".formatted(entity, time), String.class)
            .setParameter("before", before)
            .setMaxResults(BATCH)
            .getResultList();
    if (!ids.isEmpty()) {
      em.createQuery("delete from %s r where r.id in :ids".formatted(entity))
          .setParameter("ids", ids)
          .executeUpdate();
    }
    return ids.size();
  }
}
