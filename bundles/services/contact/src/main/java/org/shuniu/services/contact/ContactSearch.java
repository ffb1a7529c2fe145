// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.contact;

import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.shuniu.api.base.HubException;
import org.shuniu.api.base.Page;
import org.shuniu.api.base.Place;
import org.shuniu.api.hub.Transactions;
import org.shuniu.api.services.contact.ContactState;

/**
 * Finds contacts, newest first. Pages go by the place of the last row, not by counting, so the
 * hundredth page costs what the first one costs.
 */
final class ContactSearch {
  static final int MOST = 200;
  private static final int LONGEST = 64;
  private static final Pattern DIVISION = Pattern.compile("[1-9]\\d(\\d{2}){0,2}|[1-9]\\d{5}0{6}");

  private final EntityManager em;
  private final Transactions transactions;

  ContactSearch(EntityManager em, Transactions transactions) {
    this.em = em;
    this.transactions = transactions;
  }

  /**
   * What is looked for; an empty filter lets everything pass.
   *
   * @param userId contacts that this user served
   * @param region how the division code of the caller's line begins
   */
  record Filter(
      Optional<Instant> from,
      Optional<Instant> to,
      Optional<String> number,
      Optional<String> agentId,
      Optional<String> userId,
      Optional<ContactState> state,
      Optional<String> category,
      Optional<String> region) {

    /** Lets everything pass. */
    static final Filter NONE =
        new Filter(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    /** From what a caller gives; refuses what is malformed. */
    static Filter of(
        @Nullable String from,
        @Nullable String to,
        @Nullable String number,
        @Nullable String agentId,
        @Nullable String state,
        @Nullable String category,
        @Nullable String region) {
      return new Filter(
          given(from).map(text -> instant("from", text)),
          given(to).map(text -> instant("to", text)),
          given(number).map(ContactSearch::number),
          given(agentId).map(text -> bounded("agentId", text)),
          Optional.empty(),
          given(state).map(Filter::state),
          given(category).map(text -> bounded("category", text)),
          given(region).map(Filter::region));
    }

    Filter servedBy(String user) {
      return new Filter(from, to, number, agentId, Optional.of(user), state, category, region);
    }

    Filter since(Instant start) {
      return new Filter(Optional.of(start), to, number, agentId, userId, state, category, region);
    }

    private static Optional<String> given(@Nullable String text) {
      return Optional.ofNullable(text).map(String::strip).filter(t -> !t.isEmpty());
    }

    private static ContactState state(String text) {
      try {
        return ContactState.valueOf(text.toUpperCase(Locale.ROOT));
      } catch (IllegalArgumentException e) {
        throw invalid("state");
      }
    }

    /** A division code of 2, 4, 6 or 12 digits; what begins as it does lies within it. */
    private static String region(String text) {
      if (!DIVISION.matcher(text).matches()) {
        throw invalid("region");
      }
      String division = text.substring(0, Math.min(text.length(), 6));
      return division.replaceAll("(00)+$", "");
    }

    private static Instant instant(String name, String text) {
      try {
        return Instant.parse(text);
      } catch (DateTimeParseException e) {
        throw invalid(name);
      }
    }

    private static String bounded(String name, String text) {
      if (text.length() > LONGEST) {
        throw invalid(name);
      }
      return text;
    }
  }

  private static String number(String text) {
    String key = Numbers.key(text);
    if (key.isEmpty() || key.length() > LONGEST) {
      throw invalid("number");
    }
    return key;
  }

  static HubException invalid(String field) {
    return HubException.invalid("contact.filter.invalid", Map.of("field", field));
  }

  /** One page. */
  ContactPage page(Filter filter, int limit, @Nullable String cursor) {
    if (limit < 1 || limit > MOST) {
      throw invalid("limit");
    }
    Optional<Place> after =
        Optional.ofNullable(cursor)
            .filter(text -> !text.isEmpty())
            .map(text -> Place.of(text).orElseThrow(() -> invalid("cursor")));
    return transactions.call(() -> read(filter, limit, after));
  }

  private ContactPage read(Filter filter, int limit, Optional<Place> after) {
    Page<ContactRow> page =
        Page.of(
            query(filter, limit + 1, after).getResultList(),
            limit,
            row -> new Place(row.offeredAt, row.id));
    Set<String> recorded = recorded(page.items().stream().map(row -> row.id).toList());
    return new ContactPage(
        page.items().stream().map(row -> Views.summary(row, recorded.contains(row.id))).toList(),
        page.next(),
        Optional.empty());
  }

  private TypedQuery<ContactRow> query(Filter filter, int limit, Optional<Place> after) {
    List<String> conditions = new ArrayList<>();
    Map<String, Object> values = new LinkedHashMap<>();
    add(filter.from(), "from", "c.offeredAt >= :from", conditions, values);
    add(filter.to(), "to", "c.offeredAt < :to", conditions, values);
    add(
        filter.number().map(n -> n + "%"),
        "number",
        "c.callerKey like :number",
        conditions,
        values);
    add(filter.agentId(), "agent", "c.agentId = :agent", conditions, values);
    add(filter.userId(), "user", "c.agentUserId = :user", conditions, values);
    add(filter.state(), "state", "c.state = :state", conditions, values);
    add(filter.category(), "category", "c.category = :category", conditions, values);
    add(filter.region().map(r -> r + "%"), "region", "c.region like :region", conditions, values);
    after.ifPresent(
        place -> {
          conditions.add("(c.offeredAt < :at or (c.offeredAt = :at and c.id < :id))");
          values.put("at", place.at());
          values.put("id", place.id());
        });
    String where = conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
    TypedQuery<ContactRow> query =
        em.createQuery(
            "select c from ContactRow c" + where + " order by c.offeredAt desc, c.id desc",
            ContactRow.class);
    values.forEach(query::setParameter);
    return query.setMaxResults(limit);
  }

  private static void add(
      Optional<?> value,
      String name,
      String condition,
      List<String> conditions,
      Map<String, Object> values) {
    value.ifPresent(
        v -> {
          conditions.add(condition);
          values.put(name, v);
        });
  }

  private Set<String> recorded(List<String> ids) {
    if (ids.isEmpty()) {
      return Set.of();
    }
    return new HashSet<>(
        em.createQuery(
                "select r.contactId from RecordingRow r"
                    + " where r.contactId in :ids and r.state = :state",
                String.class)
            .setParameter("ids", ids)
            .setParameter("state", Recording.State.COMPLETE.name())
            .getResultList());
  }
}
