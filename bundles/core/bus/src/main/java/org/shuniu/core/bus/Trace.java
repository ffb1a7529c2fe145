// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.bus;

import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.shuniu.api.base.HubException;
import org.shuniu.api.base.Ids;
import org.shuniu.api.hub.Transactions;
import org.shuniu.core.bus.Recent.Result;

/**
 * Follows one matter through the hub (P2): by the durable messages that tell of it, which are on
 * record for weeks, and by all others of it that are still in memory on this node.
 */
final class Trace {
  /** A matter with more messages is shown in part, the oldest first. */
  private static final int MOST = 1000;

  private final EntityManager entities;
  private final Transactions transactions;
  private final DeadLetters letters;
  private final Recent recent;
  private final Ledger ledger;

  Trace(
      EntityManager entities,
      Transactions transactions,
      DeadLetters letters,
      Recent recent,
      Ledger ledger) {
    this.entities = entities;
    this.transactions = transactions;
    this.letters = letters;
    this.recent = recent;
    this.ledger = ledger;
  }

  /**
   * A message on its way.
   *
   * @param at when it was published
   * @param type with its version: {@code contact.queued/1}
   * @param cause the message whose handling published this one
   * @param durable whether it is a fact that is on record; else it tells of the moment
   * @param content whether its content is still there to be looked at
   * @param handledBy consumers that have handled it, as far as that is known
   * @param deadAt consumers that could not handle it
   * @param outcomes what is known of each consumer
   */
  record Step(
      String id,
      Instant at,
      String type,
      String key,
      Optional<String> cause,
      String source,
      String actor,
      boolean durable,
      boolean content,
      List<String> handledBy,
      List<String> deadAt,
      List<StepOutcome> outcomes) {}

  /**
   * How the handling by one consumer ended.
   *
   * @param at when; absent where only the outcome is on record
   * @param micros how long it took
   * @param reason why it failed; numbers that may be personal are masked
   */
  record StepOutcome(
      String consumer,
      Recent.Result result,
      Optional<Instant> at,
      Optional<Long> micros,
      Optional<String> reason) {}

  /** A message with the envelope that was published. */
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  record Content(TraceRow head, byte[] envelope) {}

  /**
   * All that happened in one matter.
   *
   * @param correlation id that its messages share
   * @param steps in the order of publication
   * @param completeSince since when messages that are not durable are in it too; absent: all are
   */
  record Matter(String correlation, List<Step> steps, Optional<Instant> completeSince) {}

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
          Map<String, TraceRow> rows = new TreeMap<>();
          Map<String, Parcel> heard = new HashMap<>();
          for (Recent.Heard each : recent.of(correlation)) {
            rows.put(each.head().id, each.head());
            heard.put(each.head().id, each.parcel());
          }
          durable(correlation).forEach(row -> rows.putIfAbsent(row.id, row));
          List<TraceRow> shown = rows.values().stream().limit(MOST).toList();
          return new Matter(correlation, steps(shown, heard), recent.since());
        });
  }

  private List<TraceRow> durable(String correlation) {
    return entities
        .createQuery("from TraceRow where correlation = :correlation order by id", TraceRow.class)
        .setParameter("correlation", correlation)
        .setMaxResults(MOST)
        .getResultList();
  }

  /**
   * The content of one message, as long as it is in memory or put aside: the envelope as JSON.
   * Throws {@code bus.trace.content-gone}.
   */
  Content content(String messageId) {
    if (!Ids.valid(messageId)) {
      throw HubException.invalid("bus.trace.id-invalid", Map.of());
    }
    return recent
        .message(messageId)
        .or(() -> letters.ofMessage(messageId).map(DeadLetterRow::parcel))
        .map(parcel -> new Content(TraceRow.of(parcel), parcel.body()))
        .orElseThrow(() -> HubException.notFound("bus.trace.content-gone", messageId));
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
    return recent
        .find(id)
        .map(heard -> heard.head().correlation)
        .orElseThrow(() -> HubException.notFound("bus.trace.unknown", id));
  }

  private List<Step> steps(List<TraceRow> rows, Map<String, Parcel> heard) {
    List<String> ids = rows.stream().map(row -> row.id).toList();
    Map<String, List<String>> handled =
        consumers("select i.messageId, i.consumer from InboxRow i where i.messageId in :ids", ids);
    Map<String, List<String>> dead =
        consumers(
            "select d.messageId, d.consumer from DeadLetterRow d where d.messageId in :ids", ids);
    Set<String> known = Set.copyOf(ids);
    Map<String, List<Recent.Outcome>> told =
        recent.outcomes().stream()
            .filter(outcome -> known.contains(outcome.messageId()))
            .collect(Collectors.groupingBy(Recent.Outcome::messageId));
    return rows.stream()
        .map(
            row -> {
              Map<String, StepOutcome> outcomes = new TreeMap<>();
              Parcel parcel = heard.get(row.id);
              if (parcel != null) {
                ledger.consumersOf(row.tag).forEach(name -> put(outcomes, name, Result.PENDING));
              }
              handled
                  .getOrDefault(row.id, List.of())
                  .forEach(c -> put(outcomes, c, Result.HANDLED));
              told.getOrDefault(row.id, List.of())
                  .forEach(outcome -> outcomes.put(outcome.consumer(), outcome(outcome)));
              List<String> lost = dead.getOrDefault(row.id, List.of());
              lost.forEach(c -> outcomes.computeIfAbsent(c, n -> bare(n, Result.DEAD)));
              return step(row, parcel, List.copyOf(outcomes.values()), lost);
            })
        .toList();
  }

  private static Step step(
      TraceRow row, @Nullable Parcel parcel, List<StepOutcome> outcomes, List<String> dead) {
    return new Step(
        row.id,
        Moments.of(row.id),
        row.tag,
        row.key,
        Optional.ofNullable(row.cause),
        row.source,
        row.actor,
        parcel == null || parcel.durable(),
        row.content || !dead.isEmpty(),
        outcomes.stream()
            .filter(outcome -> outcome.result() == Result.HANDLED)
            .map(StepOutcome::consumer)
            .toList(),
        dead,
        outcomes);
  }

  private static void put(Map<String, StepOutcome> outcomes, String consumer, Result result) {
    outcomes.put(consumer, bare(consumer, result));
  }

  private static StepOutcome bare(String consumer, Result result) {
    return new StepOutcome(consumer, result, Optional.empty(), Optional.empty(), Optional.empty());
  }

  private static StepOutcome outcome(Recent.Outcome told) {
    return new StepOutcome(
        told.consumer(),
        told.result(),
        Optional.of(told.at()),
        Optional.of(told.micros()),
        Optional.of(Masked.line(told.reason())).filter(reason -> !reason.isEmpty()));
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
