// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.plugins;

import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.shuniu.api.hub.Transactions;
import org.shuniu.core.plugins.JobRow.State;

/**
 * The open jobs of one seam: gives each connector what is due, as much as it may have in work, and
 * ends what nobody could do in time. A job that is to be tried once only is marked as begun, and
 * the mark committed, before it is given.
 *
 * <p>Nothing is asked of the database while nothing is due.
 */
final class Backlog<R extends JobRow> {
  private static final int EXPIRING = 200;
  private static final Instant FAR = Instant.parse("9999-01-01T00:00:00Z");

  /** What a seam's host knows about its jobs. */
  interface Trade<R> {
    /** The connectors that run. */
    Collection<? extends Worker<R>> workers();

    /** In a transaction: a job's time is over; ends it and tells so. */
    void expire(R row);

    /** In a transaction: a job had begun when the hub died; ends it and tells so. */
    void orphaned(R row);
  }

  /** A connector that does jobs. */
  interface Worker<R> {
    String instance();

    Crew crew();

    /** In a transaction: whether the job may be given to it once only. */
    boolean once(R row);

    /** Gives a job; it is released by {@link Backlog#finish}. Does not block. */
    void give(R row);
  }

  private final Class<R> type;
  private final boolean inOrder;
  private final EntityManager entities;
  private final Transactions transactions;
  private final Clock clock;
  private final Trade<R> trade;
  private final Desk desk;
  private boolean orphansEnded;

  /** No job expires before; on the desk's thread, but for becoming earlier. */
  private Instant nextExpiry = Instant.MIN;

  /**
   * @param inOrder a job waits for those with the same {@code matter} that were accepted before it
   * @param chores done at each round; tells when the next one is wanted
   */
  Backlog(
      Class<R> type,
      boolean inOrder,
      String name,
      Services services,
      Trade<R> trade,
      Supplier<Instant> chores) {
    this.type = type;
    this.inOrder = inOrder;
    this.entities = services.entities();
    this.transactions = services.transactions();
    this.clock = services.clock();
    this.trade = trade;
    this.desk = new Desk(name, transactions, clock, () -> min(round(), chores.get()));
  }

  Desk desk() {
    return desk;
  }

  /** In the transaction of who accepts it: keeps a job, unless it is known already. */
  void accept(R row) {
    if (entities.find(type, row.id) != null) {
      return;
    }
    entities.persist(row);
    transactions.afterCommit(() -> accepted(row.instance, row.expires));
  }

  /** Something was accepted or is to be tried again now. */
  void accepted(String instance, Instant expires) {
    expiresAt(expires);
    trade.workers().stream()
        .filter(worker -> worker.instance().equals(instance))
        .forEach(worker -> worker.crew().wanted());
    desk.wake();
  }

  /** A change of a job in work. */
  interface Change<R> {
    /** In a transaction. */
    void make(R row);
  }

  /** Notes how a try ended, and gives the worker's place to another job. */
  void finish(Worker<R> worker, R job, Change<R> change) {
    desk.insist(
        () -> {
          R row = entities.find(type, job.id);
          if (row != null && row.state == State.OPEN) {
            change.make(row);
            // The end of one may be what the next of its matter waits for.
            Instant due = row.state == State.OPEN ? row.due : inOrder ? Instant.MIN : Instant.MAX;
            transactions.afterCommit(() -> worker.crew().wantedAt(due));
          }
        },
        () -> release(worker, job));
  }

  /** The worker could not take the job, and nothing about that is to be noted. */
  void giveBack(Worker<R> worker, R job) {
    worker.crew().wanted();
    release(worker, job);
  }

  private void release(Worker<R> worker, R job) {
    worker.crew().release(job.id);
    desk.wake();
  }

  /** Looks what is due now; tells when to look again. */
  private Instant round() {
    endOrphans();
    Instant next = endExpired();
    for (Worker<R> worker : trade.workers()) {
      Crew crew = worker.crew();
      if (!clock.instant().isBefore(crew.next())) {
        giveDue(worker);
      }
      next = min(next, crew.next());
    }
    return next;
  }

  private void giveDue(Worker<R> worker) {
    Crew crew = worker.crew();
    int room = crew.room();
    if (room <= 0) {
      return;
    }
    // Whoever accepts something from here on makes it earlier again.
    crew.nothingBefore(Instant.MAX);
    List<R> given;
    try {
      given = transactions.call(() -> take(worker, room));
    } catch (RuntimeException e) {
      crew.wanted();
      throw e;
    }
    for (R row : given) {
      crew.take(row.id);
      worker.give(row);
    }
  }

  private List<R> take(Worker<R> worker, int room) {
    Set<String> inWork = worker.crew().inWork();
    Instant now = clock.instant();
    int limit = room + inWork.size();
    boolean eager = worker.crew().eager();
    List<R> due = due(worker.instance(), eager ? FAR : now, limit);
    if (eager && due.size() < limit) {
      worker.crew().failed(); // all of them have been tried
    }
    if (due.size() == limit) {
      worker.crew().wanted();
    } else {
      nextDue(worker.instance(), now).ifPresent(worker.crew()::wantedAt);
    }
    List<R> free = new ArrayList<>(due);
    free.removeIf(row -> inWork.contains(row.id) || !row.expires.isAfter(now));
    free.stream().filter(worker::once).forEach(row -> row.begun = true);
    return free;
  }

  private List<R> due(String instance, Instant now, int limit) {
    String order =
        inOrder
            ? " and not exists (select 1 from "
                + type.getSimpleName()
                + " e where e.matter = j.matter and e.instance = j.instance and e.state = j.state"
                + " and e.place < j.place)"
            : "";
    return entities
        .createQuery(
            "select j from "
                + type.getSimpleName()
                + " j where j.instance = :instance and j.state = :open and j.due <= :now"
                + order
                + " order by j.instance, j.state, j.due, j.place",
            type)
        .setParameter("instance", instance)
        .setParameter("open", State.OPEN)
        .setParameter("now", now)
        .setMaxResults(limit)
        .getResultList();
  }

  private Optional<Instant> nextDue(String instance, Instant now) {
    return Optional.ofNullable(
        entities
            .createQuery(
                "select min(j.due) from "
                    + type.getSimpleName()
                    + " j where j.instance = :instance and j.state = :open and j.due > :now",
                Instant.class)
            .setParameter("instance", instance)
            .setParameter("open", State.OPEN)
            .setParameter("now", now)
            .getSingleResult());
  }

  private void endOrphans() {
    if (orphansEnded) {
      return;
    }
    transactions.run(
        () ->
            entities
                .createQuery(
                    "select j from "
                        + type.getSimpleName()
                        + " j where j.state = :open and j.begun = true",
                    type)
                .setParameter("open", State.OPEN)
                .getResultList()
                .forEach(trade::orphaned));
    orphansEnded = true;
  }

  private Instant endExpired() {
    if (clock.instant().isBefore(expiry())) {
      return expiry();
    }
    expiry(Instant.MAX);
    Set<String> inWork = new HashSet<>();
    trade.workers().forEach(worker -> inWork.addAll(worker.crew().inWork()));
    try {
      transactions.run(() -> endExpired(inWork));
    } catch (RuntimeException e) {
      expiry(Instant.MIN);
      throw e;
    }
    return expiry();
  }

  private void endExpired(Set<String> inWork) {
    Instant now = clock.instant();
    List<R> expired =
        entities
            .createQuery(
                "select j from "
                    + type.getSimpleName()
                    + " j where j.state = :open and j.expires <= :now"
                    + " order by j.state, j.expires",
                type)
            .setParameter("open", State.OPEN)
            .setParameter("now", now)
            .setMaxResults(EXPIRING + inWork.size())
            .getResultList();
    boolean more = expired.size() == EXPIRING + inWork.size();
    // One in work has been given the rest of its time: its own end is near.
    expired.stream().filter(row -> !inWork.contains(row.id)).forEach(trade::expire);
    Instant later =
        entities
            .createQuery(
                "select min(j.expires) from "
                    + type.getSimpleName()
                    + " j where j.state = :open and j.expires > :now",
                Instant.class)
            .setParameter("open", State.OPEN)
            .setParameter("now", now)
            .getSingleResult();
    boolean busy = expired.stream().anyMatch(row -> inWork.contains(row.id));
    expiresAt(more ? now : busy ? now.plus(Duration.ofSeconds(1)) : Instant.MAX);
    expiresAt(later == null ? Instant.MAX : later);
  }

  private synchronized Instant expiry() {
    return nextExpiry;
  }

  private synchronized void expiry(Instant moment) {
    nextExpiry = moment;
  }

  private synchronized void expiresAt(Instant moment) {
    nextExpiry = min(nextExpiry, moment);
  }

  private static Instant min(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }
}
