// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.outreach;

import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.shuniu.api.base.HubException;
import org.shuniu.api.base.Mask;
import org.shuniu.api.base.Page;
import org.shuniu.api.base.Place;
import org.shuniu.api.hub.Transactions;
import org.shuniu.api.services.outreach.NoticeState;

/**
 * Finds notices and texts, newest first. Pages go by the place of the last row, so the hundredth
 * page costs what the first one costs.
 */
final class NoticeSearch {
  private static final int MOST = 200;
  private static final int LONGEST = 64;

  private final EntityManager em;
  private final Transactions transactions;

  NoticeSearch(EntityManager em, Transactions transactions) {
    this.em = em;
    this.transactions = transactions;
  }

  /** What is looked for; nothing lets everything pass. */
  record Filter(
      @Nullable String reference,
      @Nullable NoticeState state,
      @Nullable String to,
      @Nullable Instant from,
      @Nullable Instant until) {}

  NoticePage notices(Filter filter, int limit, @Nullable String cursor) {
    Clauses clauses = new Clauses();
    clauses.add("n.reference = :reference", "reference", bounded("reference", filter.reference()));
    clauses.add("n.state = :state", "state", filter.state());
    String to = bounded("to", filter.to());
    clauses.add("n.recipientKey = :to", "to", to == null ? null : Numbers.key(to));
    clauses.add("n.createdAt >= :from", "from", filter.from());
    clauses.add("n.createdAt < :until", "until", filter.until());
    Page<NoticeRow> page =
        find(
            NoticeRow.class,
            "createdAt",
            clauses,
            limit,
            cursor,
            row -> new Place(row.createdAt, row.id));
    return new NoticePage(page.items().stream().map(Notice::of).toList(), page.next());
  }

  ReceivedTextPage texts(int limit, @Nullable String cursor) {
    Page<TextRow> page =
        find(
            TextRow.class,
            "receivedAt",
            new Clauses(),
            limit,
            cursor,
            row -> new Place(row.receivedAt, row.id));
    return new ReceivedTextPage(
        page.items().stream().map(NoticeSearch::text).toList(), page.next());
  }

  private static ReceivedText text(TextRow row) {
    return new ReceivedText(
        row.id, row.channel, Mask.phone(row.sender), row.recipient, row.content, row.receivedAt);
  }

  /** Conditions with their values. */
  private static final class Clauses {
    private final List<String> conditions = new ArrayList<>();
    private final Map<String, Object> values = new LinkedHashMap<>();

    void add(String condition, String name, @Nullable Object value) {
      if (value != null) {
        conditions.add(condition);
        values.put(name, value);
      }
    }

    String where() {
      return conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
    }
  }

  private <T> Page<T> find(
      Class<T> type,
      String time,
      Clauses clauses,
      int limit,
      @Nullable String cursor,
      Function<T, Place> placeOf) {
    if (limit < 1 || limit > MOST) {
      throw invalid("limit");
    }
    if (cursor != null && !cursor.isEmpty()) {
      Place after = Place.of(cursor).orElseThrow(() -> invalid("cursor"));
      clauses.add(
          "(n.%1$s < :at or (n.%1$s = :at and n.id < :id))".formatted(time), "at", after.at());
      clauses.values.put("id", after.id());
    }
    String order = " order by n.%s desc, n.id desc".formatted(time);
    List<T> rows =
        transactions.call(
            () -> {
              TypedQuery<T> query =
                  em.createQuery(
                      "select n from " + type.getSimpleName() + " n" + clauses.where() + order,
                      type);
              clauses.values.forEach(query::setParameter);
              return query.setMaxResults(limit + 1).getResultList();
            });
    return Page.of(rows, limit, placeOf);
  }

  private static @Nullable String bounded(String field, @Nullable String text) {
    if (text == null || text.isBlank()) {
      return null;
    }
    if (text.length() > LONGEST) {
      throw invalid(field);
    }
    return text.strip();
  }

  static HubException invalid(String field) {
    return HubException.invalid("notice.filter.invalid", Map.of("field", field));
  }
}
