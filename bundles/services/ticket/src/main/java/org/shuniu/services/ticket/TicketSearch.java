// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.ticket;

import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.shuniu.api.base.Page;
import org.shuniu.api.base.Place;
import org.shuniu.api.base.Region;
import org.shuniu.api.hub.Transactions;

/**
 * Finds tickets. Pages go by the place of the last row, not by counting, so the hundredth page
 * costs what the first one costs.
 */
final class TicketSearch {
  static final int MOST = 200;

  /** A part of a title is in no index: without a time, the last year is looked through. */
  private static final Duration TEXT_WINDOW = Duration.ofDays(366);

  private static final int[] REGION_LEVELS = {0, 2, 4, 6, 9, 12};

  private final EntityManager em;
  private final Transactions transactions;
  private final TicketStore store;
  private final Clock clock;

  TicketSearch(EntityManager em, Transactions transactions, TicketStore store, Clock clock) {
    this.em = em;
    this.transactions = transactions;
    this.store = store;
    this.clock = clock;
  }

  /**
   * What who asks may see.
   *
   * @param region tickets of this region and within it
   * @param departments only their tickets; all if empty (P6)
   * @param open also who spoke in confidential tickets (X10)
   */
  record Sight(Region region, Set<String> departments, boolean open) {
    boolean covers(TicketRow row) {
      return region.contains(new Region(row.region))
          && (departments.isEmpty()
              || (row.department != null && departments.contains(row.department)));
    }
  }

  /** One page; {@code ticket.filter.invalid}. */
  TicketPage page(
      TicketFilter filter, Sight sight, TicketSort sort, int limit, @Nullable String cursor) {
    if (limit < 1 || limit > MOST) {
      throw TicketFilter.invalid("limit");
    }
    Optional<Place> after =
        Optional.ofNullable(cursor)
            .filter(text -> !text.isEmpty())
            .map(text -> Place.of(text).orElseThrow(() -> TicketFilter.invalid("cursor")));
    Conditions conditions = conditions(filter, sight, sort);
    after.ifPresent(
        place ->
            conditions.add(
                "(%s %s :at or (%s = :at and t.id %s :id))"
                    .formatted(sort.column, sort.onward, sort.column, sort.onward),
                Map.of("at", place.at(), "id", place.id())));
    return transactions.call(() -> read(conditions, sight, sort, limit));
  }

  private TicketPage read(Conditions conditions, Sight sight, TicketSort sort, int limit) {
    Page<TicketRow> page =
        Page.of(
            query(conditions, sort).setMaxResults(limit + 1).getResultList(),
            limit,
            row -> new Place(sort.of(row), row.id));
    Instant now = clock.instant();
    return new TicketPage(
        page.items().stream().map(row -> TicketSummary.of(row, now, sight.open())).toList(),
        page.next());
  }

  private TypedQuery<TicketRow> query(Conditions conditions, TicketSort sort) {
    String order =
        " order by %s %s, t.id %s".formatted(sort.column, sort.direction, sort.direction);
    TypedQuery<TicketRow> query =
        em.createQuery("select t from TicketRow t" + conditions.where() + order, TicketRow.class);
    conditions.values.forEach(query::setParameter);
    return query;
  }

  private Conditions conditions(TicketFilter filter, Sight sight, TicketSort sort) {
    Conditions all = new Conditions();
    all.add("state", filter.wantedState(), "t.state = :state");
    all.add(
        "department",
        TicketFilter.given("department", filter.department),
        "t.department = :department");
    all.add("category", TicketFilter.given("category", filter.category), "t.category = :category");
    all.add("type", filter.wantedRequestType(), "t.requestType = :type");
    all.add("process", TicketFilter.given("process", filter.process), "t.process = :process");
    all.add("number", filter.wantedNumber().map(n -> n + "%"), "t.number like :number");
    all.add(
        "createdBy", TicketFilter.given("createdBy", filter.createdBy), "t.createdBy = :createdBy");
    Optional<String> text = TicketFilter.given("text", filter.text);
    all.add("text", text.map(TicketSearch::like), "lower(t.title) like :text escape '!'");
    Optional<Instant> from =
        filter.wantedFrom().or(() -> text.map(any -> clock.instant().minus(TEXT_WINDOW)));
    all.add("from", from, "t.createdAt >= :from");
    all.add("to", filter.wantedTo(), "t.createdAt < :to");
    String prefix = prefix(sight.region());
    all.add(
        "region", Optional.of(prefix + "%").filter(p -> p.length() > 1), "t.region like :region");
    if (!sight.departments().isEmpty()) {
      all.add("t.department in :departments", Map.of("departments", sight.departments()));
    }
    who(filter, sight, all);
    if (sort == TicketSort.DUE) {
      all.add("t.dueAt is not null", Map.of());
    }
    return all;
  }

  /** Who asks for a person shall not learn which confidential tickets are of that person. */
  private void who(TicketFilter filter, Sight sight, Conditions all) {
    Optional<String> contact = TicketFilter.given("contact", filter.contact);
    Optional<String> citizen = TicketFilter.given("citizen", filter.citizen);
    Optional<String> phone = filter.wantedPhone().map(store::print);
    all.add("contact", contact, "t.contact = :contact");
    all.add("citizen", citizen, "t.citizen = :citizen");
    all.add(
        "phone", phone, "t.id in (select p.ticket from PartyRow p where p.phonePrint = :phone)");
    boolean person = contact.isPresent() || citizen.isPresent() || phone.isPresent();
    if (person && !sight.open()) {
      all.add("t.confidential = false", Map.of());
    }
  }

  private static String like(String text) {
    String plain = text.toLowerCase(Locale.ROOT).replaceAll("([!%_])", "!$1");
    return "%" + plain + "%";
  }

  /** The digits of a region that say something. */
  private static String prefix(Region region) {
    String code = region.code();
    for (int level : REGION_LEVELS) {
      if (code.substring(level).chars().allMatch(c -> c == '0')) {
        return code.substring(0, level);
      }
    }
    return code;
  }

  /** The conditions of one query. */
  private static final class Conditions {
    private final List<String> texts = new ArrayList<>();
    private final Map<String, Object> values = new LinkedHashMap<>();

    void add(String name, Optional<?> value, String text) {
      value.ifPresent(v -> add(text, Map.of(name, v)));
    }

    void add(String text, Map<String, ?> named) {
      texts.add(text);
      values.putAll(named);
    }

    String where() {
      return texts.isEmpty() ? "" : " where " + String.join(" and ", texts);
    }
  }
}
