// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.plugins;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.shuniu.api.base.HubException;
import org.shuniu.api.base.Ids;
import org.shuniu.api.business.spi.BusinessReply;
import org.shuniu.core.plugins.JobRow.State;

/**
 * Lays what a business system says it carried out for the hub beside what the hub knows (L1): its
 * answer to {@code orders.list} against the orders that ended in the period. Changes nothing: what
 * comes of a difference a person decides.
 *
 * <p>Safe for use by many threads; few may reconcile at a time, each waits for the end.
 */
final class Reconciliation {
  static final String LIST = "orders.list";

  /** An order that ended at the edge of the period may be noted on the other side of it. */
  private static final Duration EDGE = Duration.ofMinutes(5);

  private static final Duration LONGEST = Duration.ofDays(7);
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int MOST_PAGES = 50;
  private static final int MOST = 20_000;
  private static final String MATTER = "reconciliation";

  private final Services services;
  private final Semaphore room = new Semaphore(2);

  /** What does not agree. */
  enum Difference {
    /** The hub says done, the system does not have it. */
    MISSING_THERE,
    /** The system has done it, the hub says it was not, or does not know. */
    DONE_THERE,
    /** The system names a request that the hub has not given, or has forgotten. */
    UNKNOWN_HERE,
    /** The system has done it as something else than was ordered. */
    OTHER_OPERATION
  }

  /**
   * One order that does not agree.
   *
   * @param here state in the hub; empty where it knows none
   */
  record Finding(
      Difference difference, String request, String operation, String here, Instant at) {}

  /**
   * @param ours orders of the hub that were done in the period
   * @param theirs orders in the system's list
   */
  record Report(Instant from, Instant until, int ours, int theirs, List<Finding> findings) {}

  private record Theirs(String operation, Instant at) {}

  private record Ours(String operation, State state, Instant endedAt) {}

  Reconciliation(Services services) {
    this.services = services;
  }

  /**
   * Compares.
   *
   * @throws HubException {@code business.reconciliation.period-invalid}; what asking the link
   *     throws
   */
  Report run(BusinessInstance link, Instant from, Instant until) {
    if (!from.isBefore(until) || Duration.between(from, until).compareTo(LONGEST) > 0) {
      throw HubException.invalid(
          "business.reconciliation.period-invalid", Map.of("mostDays", LONGEST.toDays()));
    }
    if (!room.tryAcquire()) {
      throw HubException.capacity("business.busy", Map.of("retryAfterSeconds", 5));
    }
    try {
      Map<String, Theirs> theirs = theirs(link, from, until);
      return compare(link.name(), from, until, theirs);
    } finally {
      room.release();
    }
  }

  private static Map<String, Theirs> theirs(BusinessInstance link, Instant from, Instant until) {
    Map<String, Theirs> all = new LinkedHashMap<>();
    Map<String, Object> content = new LinkedHashMap<>();
    content.put("from", from.toString());
    content.put("until", until.toString());
    for (int page = 0; page < MOST_PAGES && all.size() <= MOST; page++) {
      Map<String, Object> reply = ask(link, content);
      if (reply.get("items") instanceof List<?> items) {
        items.forEach(item -> put(all, item));
      }
      if (!(reply.get("next") instanceof String next)) {
        return all;
      }
      content.put("cursor", next);
    }
    throw HubException.external("business.reconciliation.too-many", Map.of("most", MOST));
  }

  private static Map<String, Object> ask(BusinessInstance link, Map<String, Object> content) {
    try {
      BusinessReply reply =
          link.ask(Ids.next(), MATTER, LIST, Map.copyOf(content), PATIENCE).join();
      return reply.content();
    } catch (CompletionException e) {
      throw Outcome.failure(e, "business.timeout", "business.link.failed");
    }
  }

  /** As the schema says: the host has checked it. */
  private static void put(Map<String, Theirs> all, Object item) {
    if (item instanceof Map<?, ?> order) {
      Object operation = order.get("operation");
      all.put(
          String.valueOf(order.get("request")),
          new Theirs(
              operation == null ? "" : operation.toString(),
              time(String.valueOf(order.get("at")))));
    }
  }

  private static Instant time(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw HubException.external("business.reply.invalid", Map.of("field", "items.at"));
    }
  }

  private Report compare(String link, Instant from, Instant until, Map<String, Theirs> theirs) {
    Map<String, Ours> near =
        services.transactions().call(() -> ours(link, from.minus(EDGE), until.plus(EDGE)));
    List<Finding> findings = new ArrayList<>();
    near.forEach(
        (request, order) -> {
          boolean inside = !order.endedAt().isBefore(from) && order.endedAt().isBefore(until);
          if (order.state() == State.DONE && inside && !theirs.containsKey(request)) {
            findings.add(
                new Finding(
                    Difference.MISSING_THERE, request, order.operation(), "DONE", order.endedAt()));
          }
        });
    theirs.forEach(
        (request, order) -> {
          Ours known = near.containsKey(request) ? near.get(request) : find(request);
          differ(request, order, known).ifPresent(findings::add);
        });
    int done =
        (int)
            near.values().stream()
                .filter(o -> o.state() == State.DONE)
                .filter(o -> !o.endedAt().isBefore(from) && o.endedAt().isBefore(until))
                .count();
    return new Report(from, until, done, theirs.size(), List.copyOf(findings));
  }

  private static Optional<Finding> differ(String request, Theirs theirs, @Nullable Ours ours) {
    if (ours == null) {
      return Optional.of(
          new Finding(Difference.UNKNOWN_HERE, request, theirs.operation(), "", theirs.at()));
    }
    if (ours.state() != State.DONE) {
      return Optional.of(
          new Finding(
              Difference.DONE_THERE, request, ours.operation(), ours.state().name(), theirs.at()));
    }
    boolean other = !theirs.operation().isEmpty() && !theirs.operation().equals(ours.operation());
    return other
        ? Optional.of(
            new Finding(Difference.OTHER_OPERATION, request, ours.operation(), "DONE", theirs.at()))
        : Optional.empty();
  }

  private Map<String, Ours> ours(String link, Instant from, Instant until) {
    Map<String, Ours> ours = new LinkedHashMap<>();
    services
        .entities()
        .createQuery(
            "select o from OrderRow o where o.instance = :link and o.endedAt >= :from"
                + " and o.endedAt < :until order by o.endedAt",
            OrderRow.class)
        .setParameter("link", link)
        .setParameter("from", from)
        .setParameter("until", until)
        .setMaxResults(MOST + 1)
        .getResultList()
        .forEach(row -> ours.put(row.id, ours(row, until)));
    if (ours.size() > MOST) {
      throw HubException.external("business.reconciliation.too-many", Map.of("most", MOST));
    }
    return ours;
  }

  private static Ours ours(OrderRow row, Instant open) {
    return new Ours(row.operation, row.state, row.endedAt == null ? open : row.endedAt);
  }

  private @Nullable Ours find(String request) {
    return services
        .transactions()
        .call(
            () ->
                Optional.ofNullable(services.entities().find(OrderRow.class, request))
                    .map(row -> ours(row, services.clock().instant())))
        .orElse(null);
  }
}
