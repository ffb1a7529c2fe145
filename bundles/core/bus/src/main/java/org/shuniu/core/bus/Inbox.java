// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.bus;

import jakarta.persistence.EntityManager;
import java.time.Duration;
import org.shuniu.api.hub.Transactions;

/** Which messages were handled in a committed transaction. */
final class Inbox {
  private final EntityManager entities;
  private final Transactions transactions;

  Inbox(EntityManager entities, Transactions transactions) {
    this.entities = entities;
    this.transactions = transactions;
  }

  /**
   * Within the caller's transaction: false if this consumer has handled this message before. Two at
   * the same moment (a consumer and its predecessor that drains) collide on the primary key, and
   * the later one is tried again.
   */
  boolean first(String consumer, String messageId) {
    if (entities.find(InboxRow.class, new InboxRow.Key(consumer, messageId)) != null) {
      return false;
    }
    entities.persist(new InboxRow(consumer, messageId));
    return true;
  }

  /** Forgets messages that are older. */
  void prune(Duration retention) {
    transactions.run(
        () ->
            entities
                .createQuery("delete from InboxRow where messageId < :border")
                .setParameter("border", Moments.idBefore(retention))
                .executeUpdate());
  }
}
