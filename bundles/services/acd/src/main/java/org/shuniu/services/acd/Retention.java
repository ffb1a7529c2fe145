// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.acd;

import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import org.shuniu.api.hub.Transactions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Forgets states of agents and tallies that are older than they are kept. Works in small
 * transactions, so that nobody who writes waits for long; stops when there is nothing left.
 */
final class Retention {
  private static final Logger LOG = LoggerFactory.getLogger(Retention.class);
  private static final LocalTime NIGHT = LocalTime.of(3, 20);
  static final int BATCH = 500;

  private final EntityManager em;
  private final Transactions tx;
  private final Clock clock;
  private final ZoneId zone;
  private final int days;

  Retention(EntityManager em, Transactions tx, Clock clock, ZoneId zone, int days) {
    this.em = em;
    this.tx = tx;
    this.clock = clock;
    this.zone = zone;
    this.days = days;
  }

  /** How long it is until the next night. */
  Duration untilNext() {
    ZonedDateTime now = clock.instant().atZone(zone);
    ZonedDateTime tonight = now.with(NIGHT);
    return Duration.between(now, tonight.isAfter(now) ? tonight : tonight.plusDays(1));
  }

  /** Removes what is too old; returns how many rows that were. */
  int prune() {
    LocalDate first = LocalDate.now(clock.withZone(zone)).minusDays(days);
    Instant before = first.atStartOfDay(zone).toInstant();
    int states = pruneAll(() -> states(before));
    int tallies = pruneAll(() -> tallies(before));
    if (states + tallies > 0) {
      LOG.info("Removed {} states of agents and {} tallies before {}", states, tallies, first);
    }
    return states + tallies;
  }

  private int pruneAll(Batch batch) {
    int all = 0;
    int removed;
    do {
      removed = tx.call(batch::remove);
      all += removed;
    } while (removed == BATCH);
    return all;
  }

  /** Removes some rows and says how many; fewer than {@link #BATCH} when no more are left. */
  @FunctionalInterface
  private interface Batch {
    int remove();
  }

  private int states(Instant before) {
    List<AgentStateRow> old =
        em.createQuery(
                "select s from AgentStateRow s where s.at < :before order by s.at",
                AgentStateRow.class)
            .setParameter("before", before)
            .setMaxResults(BATCH)
            .getResultList();
    old.forEach(em::remove);
    return old.size();
  }

  private int tallies(Instant before) {
    List<TallyRow> old =
        em.createQuery(
                "select t from TallyRow t where t.queuedAt < :before order by t.queuedAt",
                TallyRow.class)
            .setParameter("before", before)
            .setMaxResults(BATCH)
            .getResultList();
    old.forEach(em::remove);
    return old.size();
  }
}
