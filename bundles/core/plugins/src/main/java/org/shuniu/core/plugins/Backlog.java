// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.plugins;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.shuniu.api.base.HubException;
import org.shuniu.api.base.Message;
import org.shuniu.core.plugins.JobRow.State;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The open jobs of one seam: gives each connector what is due, as much as it may have in work, and
 * ends what nobody could do in time. A job that is to be tried once only is marked as begun, and
 * the mark committed, before it is given. What the end of a try means, the seam says.
 *
 * <p>Nothing is asked of the database while nothing is due.
 */
abstract class Backlog<R extends JobRow> {
  private static final Logger LOG = LoggerFactory.getLogger(Backlog.class);
  private static final int EXPIRING = 200;
  private static final Instant FAR = Instant.parse("9999-01-01T00:00:00Z");

  final Services services;
  final Bounds bounds;
  final Desk desk;
  private final JobTable<R> table;
  private final Retention retention;
  private boolean orphansEnded;

  /** No job expires before; on the desk's thread, but for becoming earlier. */
  private Instant nextExpiry = Instant.MIN;

  /**
   * @param kept for how long rows are kept that have ended, by the name of their entity
   */
  Backlog(
      String seam,
      JobTable<R> table,
      Services services,
      Bounds bounds,
      Map<String, Duration> kept) {
    this.services = services;
    this.bounds = bounds;
    this.table = table;
    this.retention = new Retention(services, kept);
    this.desk = new Desk(seam, services.transactions(), clock(), this::round);
  }

  /** The connectors that run. */
  abstract List<? extends Worker<R>> workers();

  /** In a transaction: a job's time is over; ends it and tells so. */
  abstract void expire(R row);

  /** In a transaction: a job had begun when the hub died; ends it and tells so. */
  abstract void orphaned(R row);

  void start() {
    desk.start();
  }

  void stop() {
    desk.close(services.limits().drain());
  }

  /** Something may be due. */
  void wake() {
    desk.wake();
  }

  final Clock clock() {
    return services.clock();
  }

  /** Tells what is of the moment. */
  void tell(Message event) {
    try {
      services.bus().publish(event);
    } catch (HubException e) {
      LOG.warn("An event of {} was lost: {}", event.key(), e.code());
    }
  }

  /** Tells, in its transaction, what became of a job. */
  void publish(R row, Message event) {
    services.bus().publish(event, row.origin.envelope(event));
  }

  /** In the transaction of who accepts it: keeps a job, unless it is known already. */
  void accept(R row) {
    if (table.find(row.id).isEmpty()) {
      table.add(row);
      services.transactions().afterCommit(() -> accepted(row.instance, row.expires));
    }
  }

  /** Something was accepted or is to be tried again now. */
  void accepted(String instance, Instant expires) {
    expiresAt(expires);
    workers().stream()
        .filter(worker -> worker.name().equals(instance))
        .forEach(worker -> worker.crew().wanted());
    wake();
  }

  /** A change of a job in work. */
  interface Change<R> {
    /** In a transaction. */
    void make(R row);
  }

  /** Notes how a try ended, and gives the worker's place to another job. */
  void finish(Worker<R> worker, R job, Change<R> change) {
    desk.insist(
        () ->
            table
                .find(job.id)
                .filter(row -> row.state == State.OPEN)
                .ifPresent(row -> change(worker, row, change)),
        () -> release(worker, job));
  }

  private void change(Worker<R> worker, R row, Change<R> change) {
    change.make(row);
    // The end of one may be what the next of its matter waits for.
    Instant due = row.state == State.OPEN ? row.due : table.inOrder() ? Instant.MIN : Instant.MAX;
    services.transactions().afterCommit(() -> worker.crew().wantedAt(due));
  }

  /** The worker could not take the job, and nothing about that is to be noted. */
  void giveBack(Worker<R> worker, R job) {
    worker.crew().wanted();
    release(worker, job);
  }

  private void release(Worker<R> worker, R job) {
    worker.crew().release(job.id);
    wake();
  }

  /** Looks what is due now; tells when to look again. */
  private Instant round() {
    endOrphans();
    Instant next = endExpired();
    for (Worker<R> worker : workers()) {
      Crew crew = worker.crew();
      if (!clock().instant().isBefore(crew.next())) {
        giveDue(worker);
      }
      next = min(next, crew.next());
    }
    return min(next, retention.prune());
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
      given = services.transactions().call(() -> take(worker, room));
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
    Crew crew = worker.crew();
    Set<String> inWork = crew.inWork();
    Instant now = clock().instant();
    int limit = room + inWork.size();
    boolean eager = crew.eager();
    List<R> due = table.due(worker.name(), eager ? FAR : now, limit);
    if (eager && due.size() < limit) {
      crew.failed(); // all of them have been tried
    }
    if (due.size() == limit) {
      crew.wanted();
    } else {
      table.nextDue(worker.name(), now).ifPresent(crew::wantedAt);
    }
    List<R> free = new ArrayList<>(due);
    free.removeIf(row -> inWork.contains(row.id) || !row.expires.isAfter(now));
    free.stream().filter(worker::once).forEach(row -> row.begun = true);
    return free;
  }

  private void endOrphans() {
    if (!orphansEnded) {
      services.transactions().run(() -> table.begun().forEach(this::orphaned));
      orphansEnded = true;
    }
  }

  private Instant endExpired() {
    if (clock().instant().isBefore(expiry())) {
      return expiry();
    }
    expiry(Instant.MAX);
    Set<String> inWork = new HashSet<>();
    workers().forEach(worker -> inWork.addAll(worker.crew().inWork()));
    try {
      services.transactions().run(() -> endExpired(inWork));
    } catch (RuntimeException e) {
      expiry(Instant.MIN);
      throw e;
    }
    return expiry();
  }

  private void endExpired(Set<String> inWork) {
    Instant now = clock().instant();
    int limit = EXPIRING + inWork.size();
    List<R> expired = table.expired(now, limit);
    // One in work has been given the rest of its time: its own end is near.
    expired.stream().filter(row -> !inWork.contains(row.id)).forEach(this::expire);
    table.nextExpiry(now).ifPresent(this::expiresAt);
    if (expired.size() == limit) {
      expiresAt(now);
    } else if (expired.stream().anyMatch(row -> inWork.contains(row.id))) {
      expiresAt(now.plus(Duration.ofSeconds(1)));
    }
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
