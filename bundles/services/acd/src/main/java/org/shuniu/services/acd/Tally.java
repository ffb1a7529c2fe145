// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.acd;

import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.shuniu.api.hub.Transactions;
import org.shuniu.api.services.contact.ContactAnswered;
import org.shuniu.api.services.contact.ContactEnded;
import org.shuniu.api.services.contact.ContactQueued;
import org.shuniu.api.services.contact.EndReason;

/**
 * The figures of the day, counted from facts. One row for each contact and skill holds what became
 * of it: the same fact told twice changes nothing, and a restart counts the rows again. A day is a
 * day in the zone of the hotline and is that in which the contact began to wait.
 */
final class Tally {
  private final EntityManager em;
  private final Transactions tx;
  private final Clock clock;
  private final ZoneId zone;
  private final Map<String, EnumMap<Outcome, Integer>> today = new HashMap<>();
  private LocalDate day;

  Tally(EntityManager em, Transactions tx, Clock clock, ZoneId zone) {
    this.em = em;
    this.tx = tx;
    this.clock = clock;
    this.zone = zone;
    this.day = LocalDate.now(clock.withZone(zone));
  }

  /** What became of a contact that asked for a skill. */
  enum Outcome {
    WAITING,
    ANSWERED_IN_TIME,
    ANSWERED,
    ABANDONED
  }

  /**
   * The figures of one skill.
   *
   * @param inTime how many of the answered ones within the service level
   */
  record Figures(int answered, int inTime, int abandoned) {
    /** Share answered in time of those that came to an end, if any did. */
    Optional<Integer> serviceLevelPercent() {
      int all = answered + abandoned;
      return all == 0 ? Optional.empty() : Optional.of(Math.round(100f * inTime / all));
    }
  }

  /** Counts the rows of today. */
  void load() {
    Instant start = day().atStartOfDay(zone).toInstant();
    List<Object[]> counts =
        tx.call(
            () ->
                em.createQuery(
                        "select t.skill, t.outcome, count(t) from TallyRow t"
                            + " where t.queuedAt >= :start group by t.skill, t.outcome",
                        Object[].class)
                    .setParameter("start", start)
                    .getResultList());
    synchronized (this) {
      today.clear();
      for (Object[] row : counts) {
        Outcome outcome = Outcome.valueOf((String) row[1]);
        of((String) row[0]).put(outcome, ((Long) row[2]).intValue());
      }
    }
  }

  void queued(ContactQueued fact) {
    boolean fresh =
        tx.call(
            () -> {
              TallyRow.Key key = new TallyRow.Key(fact.contact(), fact.skill());
              if (em.find(TallyRow.class, key) != null) {
                return false;
              }
              em.persist(TallyRow.of(fact.contact(), fact.skill(), fact.time(), Outcome.WAITING));
              return true;
            });
    if (fresh) {
      count(fact.skill(), fact.time(), Outcome.WAITING, 1);
    }
  }

  /** An answer, in time or not. */
  void answered(ContactAnswered fact, boolean inTime) {
    Outcome outcome = inTime ? Outcome.ANSWERED_IN_TIME : Outcome.ANSWERED;
    Instant queued = fact.time().minus(fact.waited());
    boolean known = tx.call(() -> settle(fact.contact(), fact.skill(), outcome) > 0);
    if (known) {
      count(fact.skill(), queued, Outcome.WAITING, -1);
      count(fact.skill(), queued, outcome, 1);
    }
  }

  /** An end; only those count that came while the contact waited. */
  void ended(ContactEnded fact) {
    EndReason reason = fact.reason();
    if (reason != EndReason.ABANDONED_QUEUED && reason != EndReason.ABANDONED_RINGING) {
      return;
    }
    List<TallyRow> waiting =
        tx.call(
            () -> {
              List<TallyRow> rows =
                  em.createQuery(
                          "select t from TallyRow t where t.contact = :contact"
                              + " and t.outcome = :waiting",
                          TallyRow.class)
                      .setParameter("contact", fact.contact())
                      .setParameter("waiting", Outcome.WAITING.name())
                      .getResultList();
              rows.forEach(row -> row.outcome = Outcome.ABANDONED.name());
              return rows;
            });
    for (TallyRow row : waiting) {
      count(row.skill, row.queuedAt, Outcome.WAITING, -1);
      count(row.skill, row.queuedAt, Outcome.ABANDONED, 1);
    }
  }

  private int settle(String contact, String skill, Outcome outcome) {
    return em.createQuery(
            "update TallyRow t set t.outcome = :outcome where t.contact = :contact"
                + " and t.skill = :skill and t.outcome = :waiting")
        .setParameter("outcome", outcome.name())
        .setParameter("contact", contact)
        .setParameter("skill", skill)
        .setParameter("waiting", Outcome.WAITING.name())
        .executeUpdate();
  }

  /** The figures of today. */
  synchronized Figures figures(String skill) {
    roll();
    @Nullable EnumMap<Outcome, Integer> counts = today.get(skill);
    if (counts == null) {
      return new Figures(0, 0, 0);
    }
    int inTime = counts.getOrDefault(Outcome.ANSWERED_IN_TIME, 0);
    return new Figures(
        inTime + counts.getOrDefault(Outcome.ANSWERED, 0),
        inTime,
        counts.getOrDefault(Outcome.ABANDONED, 0));
  }

  /** Today, where the hotline is. */
  private LocalDate day() {
    return LocalDate.now(clock.withZone(zone));
  }

  private synchronized void count(String skill, Instant queued, Outcome outcome, int change) {
    roll();
    if (LocalDate.ofInstant(queued, zone).equals(day)) {
      of(skill).merge(outcome, change, Integer::sum);
    }
  }

  private synchronized EnumMap<Outcome, Integer> of(String skill) {
    return today.computeIfAbsent(skill, code -> new EnumMap<>(Outcome.class));
  }

  /** Begins with nothing when a new day has begun. */
  synchronized void roll() {
    LocalDate now = day();
    if (!now.equals(day)) {
      day = now;
      today.clear();
    }
  }
}
