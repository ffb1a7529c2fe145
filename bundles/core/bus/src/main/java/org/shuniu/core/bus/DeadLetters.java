// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.bus;

import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.shuniu.api.base.HubException;
import org.shuniu.api.hub.Transactions;

/** The table of messages that could not be handled. */
final class DeadLetters {
  static final String BEHIND = "behind";

  private final EntityManager entities;
  private final Transactions transactions;

  DeadLetters(EntityManager entities, Transactions transactions) {
    this.entities = entities;
    this.transactions = transactions;
  }

  /** Keys of one consumer that wait for an administrator. */
  Set<String> keys(String consumer) {
    return transactions.call(
        () ->
            Set.copyOf(
                entities
                    .createQuery(
                        "select distinct key from DeadLetterRow where consumer = :consumer",
                        String.class)
                    .setParameter("consumer", consumer)
                    .getResultList()));
  }

  void park(String consumer, Parcel parcel, String reason, int tries) {
    transactions.run(
        () -> entities.persist(new DeadLetterRow(consumer, parcel, reason, tries, Instant.now())));
  }

  void failedAgain(String id, String reason, int tries) {
    transactions.run(
        () -> {
          DeadLetterRow row = entities.find(DeadLetterRow.class, id);
          if (row != null) {
            row.failedAgain(reason, tries, Instant.now());
          }
        });
  }

  /** All of one key, in the order in which they are to be handled. */
  List<DeadLetterRow> of(String consumer, String key) {
    return transactions.call(
        () ->
            entities
                .createQuery(
                    "from DeadLetterRow where consumer = :consumer and key = :key order by id",
                    DeadLetterRow.class)
                .setParameter("consumer", consumer)
                .setParameter("key", key)
                .getResultList());
  }

  /** Oldest first. */
  List<DeadLetterRow> list(String after, int limit) {
    return transactions.call(
        () ->
            entities
                .createQuery(
                    "from DeadLetterRow where id > :after order by id", DeadLetterRow.class)
                .setParameter("after", after)
                .setMaxResults(limit)
                .getResultList());
  }

  long count() {
    return transactions.call(
        () ->
            entities
                .createQuery("select count(*) from DeadLetterRow", Long.class)
                .getSingleResult());
  }

  DeadLetterRow get(String id) {
    DeadLetterRow row = transactions.call(() -> entities.find(DeadLetterRow.class, id));
    if (row == null) {
      throw HubException.notFound("bus.dead-letter.unknown", id);
    }
    return row;
  }

  /** Joins the current transaction, if there is one. */
  void delete(String id) {
    transactions.run(
        () ->
            entities
                .createQuery("delete from DeadLetterRow where id = :id")
                .setParameter("id", id)
                .executeUpdate());
  }
}
