// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.monitor;

import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.shuniu.api.hub.Transactions;
import org.shuniu.api.services.acd.AgentState;
import org.shuniu.api.services.acd.AgentStateChanged;

/**
 * How agents spend the day, counted from their changes of state. A state that lasts over midnight
 * is cut there; after-call work counts on the day it ends. Safe for use by many threads.
 */
final class AgentTimes {
  private final EntityManager em;
  private final Transactions tx;
  private final Clock clock;
  private final ZoneId zone;
  private final Map<String, Spent> agents = new ConcurrentHashMap<>();

  AgentTimes(EntityManager em, Transactions tx, Clock clock, ZoneId zone) {
    this.em = em;
    this.tx = tx;
    this.clock = clock;
    this.zone = zone;
  }

  /**
   * What an agent did today.
   *
   * @param ready could have worked
   * @param working rang, talked and worked after calls
   * @param after after-call work that is over, {@code afterCount} times
   */
  record Times(Duration ready, Duration working, Duration after, int afterCount) {
    static final Times NONE = new Times(Duration.ZERO, Duration.ZERO, Duration.ZERO, 0);

    Times plus(Times other) {
      return new Times(
          ready.plus(other.ready),
          working.plus(other.working),
          after.plus(other.after),
          afterCount + other.afterCount);
    }
  }

  /** The row as it was committed. */
  private record Spent(AgentState state, Instant since, LocalDate day, Times times) {
    static Spent of(AgentRow row) {
      return new Spent(
          row.state,
          row.since,
          row.day,
          new Times(
              Duration.ofMillis(row.readyMs),
              Duration.ofMillis(row.workingMs),
              Duration.ofMillis(row.afterMs),
              row.afterCount));
    }
  }

  void load() {
    agents.clear();
    tx.run(
        () ->
            em.createQuery("select a from AgentRow a", AgentRow.class)
                .getResultList()
                .forEach(row -> agents.put(row.id, Spent.of(row))));
  }

  /** Facts of one agent come in order; one that is not newer than the last was counted. */
  void changed(AgentStateChanged fact) {
    AgentRow known = em.find(AgentRow.class, fact.agent());
    AgentRow row = known == null ? fresh(fact) : known;
    if (known != null && fact.time().isAfter(row.since)) {
      spend(row, fact);
    } else if (known == null) {
      em.persist(row);
    }
    Spent spent = Spent.of(row);
    tx.afterCommit(() -> agents.put(fact.agent(), spent));
  }

  private AgentRow fresh(AgentStateChanged fact) {
    AgentRow row = new AgentRow();
    row.id = fact.agent();
    row.state = fact.to();
    row.since = fact.time();
    row.day = LocalDate.ofInstant(fact.time(), zone);
    return row;
  }

  private void spend(AgentRow row, AgentStateChanged fact) {
    LocalDate day = LocalDate.ofInstant(fact.time(), zone);
    if (!day.equals(row.day)) {
      row.day = day;
      row.readyMs = 0;
      row.workingMs = 0;
      row.afterMs = 0;
      row.afterCount = 0;
    }
    long today = between(row.since, fact.time(), day).toMillis();
    if (row.state == AgentState.READY) {
      row.readyMs += today;
    } else if (works(row.state)) {
      row.workingMs += today;
    }
    if (row.state == AgentState.AFTER_CALL_WORK && fact.to() != row.state) {
      row.afterMs += Duration.between(row.since, fact.time()).toMillis();
      row.afterCount++;
    }
    row.state = fact.to();
    row.since = fact.time();
  }

  private static boolean works(AgentState state) {
    return state == AgentState.RESERVED
        || state == AgentState.BUSY
        || state == AgentState.AFTER_CALL_WORK;
  }

  /** The part of a stretch of time that lies on a day. */
  private Duration between(Instant from, Instant until, LocalDate day) {
    Instant midnight = day.atStartOfDay(zone).toInstant();
    Instant begin = from.isBefore(midnight) ? midnight : from;
    return begin.isBefore(until) ? Duration.between(begin, until) : Duration.ZERO;
  }

  /** Today's, with the state that still lasts. */
  Times today(String agent) {
    Spent spent = agents.get(agent);
    if (spent == null) {
      return Times.NONE;
    }
    Instant now = clock.instant();
    LocalDate today = LocalDate.ofInstant(now, zone);
    Times told = spent.day().equals(today) ? spent.times() : Times.NONE;
    Duration lasting = between(spent.since(), now, today);
    return new Times(
        spent.state() == AgentState.READY ? told.ready().plus(lasting) : told.ready(),
        works(spent.state()) ? told.working().plus(lasting) : told.working(),
        told.after(),
        told.afterCount());
  }
}
