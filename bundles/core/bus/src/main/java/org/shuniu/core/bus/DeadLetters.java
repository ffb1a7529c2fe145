// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.bus;

import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
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

  /** Oldest first, those behind the given id. */
  List<DeadLetterRow> list(DeadLetterFilter filter, String after, int limit) {
    Map<String, Object> values = new TreeMap<>(filter.values());
    values.put("after", after);
    return transactions.call(
        () -> {
          TypedQuery<DeadLetterRow> query =
              entities.createQuery(
                  "from DeadLetterRow where id > :after" + filter.conditions() + " order by id",
                  DeadLetterRow.class);
          values.forEach(query::setParameter);
          return query.setMaxResults(limit).getResultList();
        });
  }

  /** How many wait behind these letters, by consumer and key; who has none behind is not in it. */
  Map<Address, Long> behind(Collection<DeadLetterRow> letters) {
    if (letters.isEmpty()) {
      return Map.of();
    }
    Map<Address, Long> found = new HashMap<>();
    transactions
        .call(
            () ->
                entities
                    .createQuery(
                        "select consumer, key, count(*) from DeadLetterRow where reason = :behind"
                            + " and key in :keys group by consumer, key",
                        Object[].class)
                    .setParameter("behind", BEHIND)
                    .setParameter("keys", letters.stream().map(row -> row.key).distinct().toList())
                    .getResultList())
        .forEach(row -> found.put(new Address((String) row[0], (String) row[1]), (Long) row[2]));
    return found;
  }

  /** How many could not be handled ({@code false}) and how many only wait behind ({@code true}). */
  Map<Boolean, Long> tally() {
    Map<Boolean, Long> found = new HashMap<>(Map.of(false, 0L, true, 0L));
    transactions
        .call(
            () ->
                entities
                    .createQuery(
                        "select case when reason = :behind then 1 else 0 end, count(*)"
                            + " from DeadLetterRow"
                            + " group by case when reason = :behind then 1 else 0 end",
                        Object[].class)
                    .setParameter("behind", BEHIND)
                    .getResultList())
        .forEach(row -> found.put(((Number) row[0]).intValue() == 1, (Long) row[1]));
    return found;
  }

  /** Whom a letter is for, and what it is about. */
  record Address(String consumer, String key) {
    static Address of(DeadLetterRow row) {
      return new Address(row.consumer, row.key);
    }
  }

  long count() {
    return transactions.call(
        () ->
            entities
                .createQuery("select count(*) from DeadLetterRow", Long.class)
                .getSingleResult());
  }

  /** How many wait for each consumer; who has none is not in it. */
  Map<String, Long> byConsumer() {
    Map<String, Long> found = new TreeMap<>();
    transactions
        .call(
            () ->
                entities
                    .createQuery(
                        "select consumer, count(*) from DeadLetterRow group by consumer",
                        Object[].class)
                    .getResultList())
        .forEach(row -> found.put((String) row[0], (Long) row[1]));
    return found;
  }

  /** One that holds this message, if any does. */
  Optional<DeadLetterRow> ofMessage(String messageId) {
    return transactions.call(
        () ->
            entities
                .createQuery(
                    "from DeadLetterRow where messageId = :message order by id",
                    DeadLetterRow.class)
                .setParameter("message", messageId)
                .setMaxResults(1)
                .getResultList()
                .stream()
                .findFirst());
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
