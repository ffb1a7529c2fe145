// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.bus;

import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.shuniu.api.base.HubException;
import org.shuniu.api.hub.Transactions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The table of messages that belong to committed transactions and that the broker may not have yet.
 * A row is deleted some time after the receipt; if the process dies in between, the message goes
 * out twice, under the same id.
 */
final class Outbox {
  private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);
  private static final int BATCH = 500;
  private static final long RETRY_MS = 1000;

  private final EntityManager entities;
  private final Transactions transactions;
  private final ScheduledExecutorService worker;
  private final Queue<String> stored = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean scheduled = new AtomicBoolean();

  Outbox(EntityManager entities, Transactions transactions, ScheduledExecutorService worker) {
    this.entities = entities;
    this.transactions = transactions;
    this.worker = worker;
  }

  /** Within the caller's transaction. */
  void insert(Parcel parcel) {
    entities.persist(new OutboxRow(parcel));
  }

  /** The oldest rows whose ids lie between the two, both excluded. */
  List<Parcel> read(String after, String before) {
    return transactions.call(
        () ->
            entities
                .createQuery(
                    "from OutboxRow where id > :after and id < :before order by id",
                    OutboxRow.class)
                .setParameter("after", after)
                .setParameter("before", before)
                .setMaxResults(BATCH)
                .getResultList()
                .stream()
                .map(OutboxRow::parcel)
                .toList());
  }

  /** The broker has it: the row is no longer needed. */
  void stored(String id) {
    stored.add(id);
    schedule(0);
  }

  /** Deletes what has a receipt; what cannot be deleted now is deleted later. */
  void tidy() {
    scheduled.set(false);
    while (!stored.isEmpty()) {
      List<String> ids = new ArrayList<>(BATCH);
      for (String id = stored.poll(); id != null; id = ids.size() < BATCH ? stored.poll() : null) {
        ids.add(id);
      }
      try {
        delete(ids);
      } catch (HubException e) {
        stored.addAll(ids);
        LOG.debug("Rows of the outbox are deleted later: {}", e.getMessage());
        schedule(RETRY_MS);
        return;
      }
    }
  }

  private void delete(Collection<String> ids) {
    transactions.run(
        () ->
            entities
                .createQuery("delete from OutboxRow where id in :ids")
                .setParameter("ids", ids)
                .executeUpdate());
  }

  private void schedule(long delayMs) {
    if (scheduled.compareAndSet(false, true)) {
      try {
        worker.schedule(this::tidy, delayMs, TimeUnit.MILLISECONDS);
      } catch (RejectedExecutionException stopping) {
        scheduled.set(false);
      }
    }
  }
}
