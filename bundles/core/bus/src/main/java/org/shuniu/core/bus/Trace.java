// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.bus;

import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.shuniu.api.base.HubException;
import org.shuniu.api.base.Ids;
import org.shuniu.api.hub.Transactions;

/** Follows one matter through the hub, by the durable messages that tell of it (P2). */
final class Trace {
  /** A matter with more messages is shown in part, the oldest first. */
  private static final int MOST = 1000;

  private final EntityManager entities;
  private final Transactions transactions;

  Trace(EntityManager entities, Transactions transactions) {
    this.entities = entities;
    this.transactions = transactions;
  }

  /**
   * A message on its way.
   *
   * @param at when it was published
   * @param type with its version: {@code contact.queued/1}
   * @param cause the message whose handling published this one
   * @param handledBy consumers that have handled it, of those that note it, as long as they do
   * @param deadAt consumers that could not handle it
   */
  record Step(
      String id,
      Instant at,
      String type,
      String key,
      Optional<String> cause,
      String source,
      String actor,
      List<String> handledBy,
      List<String> deadAt) {}

  /**
   * All that happened in one matter.
   *
   * @param correlation id that its messages share
   * @param steps in the order of publication
   */
  record Matter(String correlation, List<Step> steps) {}

  /**
   * The matter that an id belongs to: a correlation, the key of a message (contact, ticket …) or a
   * message. Throws {@code bus.trace.unknown}.
   */
  Matter follow(String id) {
    if (!Ids.valid(id)) {
      throw HubException.invalid("bus.trace.id-invalid", Map.of());
    }
    return transactions.call(
        () -> {
          String correlation = correlation(id);
          List<TraceRow> rows =
              entities
                  .createQuery(
                      "from TraceRow where correlation = :correlation order by id", TraceRow.class)
                  .setParameter("correlation", correlation)
                  .setMaxResults(MOST)
                  .getResultList();
          return new Matter(correlation, steps(rows));
        });
  }

  void prune(Duration retention) {
    transactions.run(
        () ->
            entities
                .createQuery("delete from TraceRow where id < :border")
                .setParameter("border", Moments.idBefore(retention))
                .executeUpdate());
  }

  private String correlation(String id) {
    for (String field : List.of("correlation", "key", "id")) {
      List<String> found =
          entities
              .createQuery(
                  "select t.correlation from TraceRow t where t."
                      + field
                      + " = :id order by t.id desc",
                  String.class)
              .setParameter("id", id)
              .setMaxResults(1)
              .getResultList();
      if (!found.isEmpty()) {
        return found.get(0);
      }
    }
    throw HubException.notFound("bus.trace.unknown", id);
  }

  private List<Step> steps(List<TraceRow> rows) {
    List<String> ids = rows.stream().map(row -> row.id).toList();
    Map<String, List<String>> handled =
        consumers("select i.messageId, i.consumer from InboxRow i where i.messageId in :ids", ids);
    Map<String, List<String>> dead =
        consumers(
            "select d.messageId, d.consumer from DeadLetterRow d where d.messageId in :ids", ids);
    return rows.stream()
        .sorted(Comparator.comparing(row -> row.id))
        .map(
            row ->
                new Step(
                    row.id,
                    Moments.of(row.id),
                    row.tag,
                    row.key,
                    Optional.ofNullable(row.cause),
                    row.source,
                    row.actor,
                    handled.getOrDefault(row.id, List.of()),
                    dead.getOrDefault(row.id, List.of())))
        .toList();
  }

  private Map<String, List<String>> consumers(String query, List<String> ids) {
    Map<String, TreeSet<String>> byMessage = new HashMap<>();
    entities
        .createQuery(query, Object[].class)
        .setParameter("ids", ids)
        .getResultList()
        .forEach(
            row ->
                byMessage
                    .computeIfAbsent((String) row[0], message -> new TreeSet<>())
                    .add((String) row[1]));
    return byMessage.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> List.copyOf(entry.getValue())));
  }
}
