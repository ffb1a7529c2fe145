// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.ops.alarm;

import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.shuniu.api.base.HubException;
import org.shuniu.api.base.Page;
import org.shuniu.api.base.Place;
import org.shuniu.api.hub.Transactions;
import org.shuniu.core.ops.alarm.AlarmEngine.Key;
import org.shuniu.core.ops.alarm.AlarmEngine.Risen;

/** The tables of alarms and rules. */
final class AlarmBook {
  private static final int MAX_OPEN = 1_000;
  private static final int MAX_RULES = 200;
  private static final int LONGEST_SERIES = 200;
  private static final int BATCH = 500;
  private static final String NO_SERIES = "-";

  private final EntityManager em;
  private final Transactions tx;
  private final Duration flap;

  /**
   * @param flap what rises again so soon after it cleared is the same alarm
   */
  AlarmBook(EntityManager em, Transactions tx, Duration flap) {
    this.em = em;
    this.tx = tx;
    this.flap = flap;
  }

  /**
   * Notes that an alarm rose or got worse. One that had cleared a moment ago is opened again.
   *
   * @return whether it is told: an alarm that comes and goes was told the first time
   */
  boolean raise(String id, Risen risen, Instant at) {
    return tx.call(
        () -> {
          Optional<AlarmRow> before = newest(risen.key());
          if (before.isEmpty() || over(before.get(), at)) {
            em.persist(row(id, risen, at));
            return true;
          }
          AlarmRow row = before.get();
          boolean worse = risen.level().compareTo(row.level) > 0;
          if (row.clearedAt != null) {
            row.times++;
            row.clearedAt = null;
          }
          if (worse) {
            row.level = risen.level();
            row.acknowledgedAt = null;
            row.acknowledgedBy = null;
          }
          row.value = risen.value();
          return worse;
        });
  }

  private boolean over(AlarmRow row, Instant at) {
    return row.clearedAt != null && row.clearedAt.plus(flap).isBefore(at);
  }

  private static AlarmRow row(String id, Risen risen, Instant at) {
    AlarmRow row = new AlarmRow();
    row.id = id;
    row.rule = risen.key().rule();
    row.name = risen.rule().name().isEmpty() ? null : risen.rule().name();
    row.metric = risen.rule().threshold().metric();
    row.series = series(risen.key());
    row.level = risen.level();
    row.value = risen.value();
    row.raisedAt = at;
    row.times = 1;
    return row;
  }

  /** As the samples have it. */
  static String series(AlarmRow row) {
    return row.series.equals(NO_SERIES) ? "" : row.series;
  }

  private static String series(Key key) {
    String text = key.series();
    return text.isEmpty() ? NO_SERIES : text.substring(0, Math.min(LONGEST_SERIES, text.length()));
  }

  private Optional<AlarmRow> newest(Key key) {
    return em.createQuery(
            "select a from AlarmRow a where a.rule = :rule and a.series = :series"
                + " order by a.raisedAt desc, a.id desc",
            AlarmRow.class)
        .setParameter("rule", key.rule())
        .setParameter("series", series(key))
        .setMaxResults(1)
        .getResultStream()
        .findFirst();
  }

  void clear(Key key, Instant at) {
    tx.run(
        () ->
            newest(key).filter(row -> row.clearedAt == null).ifPresent(row -> row.clearedAt = at));
  }

  AlarmRow acknowledge(String id, String by, String note, Instant at) {
    return tx.call(
        () -> {
          AlarmRow row = em.find(AlarmRow.class, id);
          if (row == null) {
            throw HubException.notFound("ops.alarm.unknown", id);
          }
          if (row.acknowledgedAt != null) {
            throw HubException.conflict("ops.alarm.acknowledged", Map.of());
          }
          row.acknowledgedAt = at;
          row.acknowledgedBy = by;
          row.note = note.isEmpty() ? null : note;
          return row;
        });
  }

  /** Those that have not cleared, newest first. */
  List<AlarmRow> open() {
    return tx.call(
        () ->
            em.createQuery(
                    "select a from AlarmRow a where a.clearedAt is null"
                        + " order by a.raisedAt desc, a.id desc",
                    AlarmRow.class)
                .setMaxResults(MAX_OPEN)
                .getResultList());
  }

  /** All, newest first. */
  Page<AlarmRow> history(Optional<Place> after, int limit) {
    return tx.call(
        () -> {
          String place =
              after.isPresent()
                  ? " where a.raisedAt < :at or (a.raisedAt = :at and a.id < :id)"
                  : "";
          TypedQuery<AlarmRow> query =
              em.createQuery(
                  "select a from AlarmRow a" + place + " order by a.raisedAt desc, a.id desc",
                  AlarmRow.class);
          after.ifPresent(
              from -> query.setParameter("at", from.at()).setParameter("id", from.id()));
          return Page.of(
              query.setMaxResults(limit + 1).getResultList(),
              limit,
              row -> new Place(row.raisedAt, row.id));
        });
  }

  List<AlarmRule> rules() {
    return tx
        .call(
            () ->
                em.createQuery("select r from AlarmRuleRow r order by r.id", AlarmRuleRow.class)
                    .setMaxResults(MAX_RULES)
                    .getResultList())
        .stream()
        .map(AlarmRuleRow::rule)
        .toList();
  }

  /** Makes it or changes it. */
  void save(AlarmRule rule, boolean fresh) {
    tx.run(
        () -> {
          AlarmRuleRow row = em.find(AlarmRuleRow.class, rule.id());
          if (row == null && !fresh) {
            throw HubException.notFound("ops.alarm-rule.unknown", rule.id());
          }
          if (row == null) {
            if (rules().size() >= MAX_RULES) {
              throw HubException.conflict("ops.alarm-rule.too-many", Map.of("max", MAX_RULES));
            }
            row = new AlarmRuleRow();
            row.id = rule.id();
            row.take(rule);
            em.persist(row);
          } else {
            row.take(rule);
          }
        });
  }

  void remove(String id) {
    tx.run(
        () -> {
          AlarmRuleRow row = em.find(AlarmRuleRow.class, id);
          if (row == null) {
            throw HubException.notFound("ops.alarm-rule.unknown", id);
          }
          em.remove(row);
        });
  }

  /** Removes alarms that cleared before, a batch at a time. */
  void prune(Instant before) {
    int removed = BATCH;
    while (removed == BATCH) {
      removed =
          tx.call(
              () -> {
                List<AlarmRow> old =
                    em.createQuery(
                            "select a from AlarmRow a where a.clearedAt < :before", AlarmRow.class)
                        .setParameter("before", before)
                        .setMaxResults(BATCH)
                        .getResultList();
                old.forEach(em::remove);
                return old.size();
              });
    }
  }
}
