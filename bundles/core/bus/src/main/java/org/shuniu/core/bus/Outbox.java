// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.bus;

import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
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
 * Some time after the receipt a row is deleted and a line of the {@link TraceRow trace} takes its
 * place; if the process dies in between, the message goes out twice, under the same id.
 */
final class Outbox {
  private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);
  private static final int BATCH = 500;
  private static final long RETRY_MS = 1000;

  /** Receipts are gathered, so that a busy hub settles many rows by one commit. */
  private static final long GATHER_MS = 50;

  private final EntityManager entities;
  private final Transactions transactions;
  private final ScheduledExecutorService worker;
  private final Queue<Parcel> stored = new ConcurrentLinkedQueue<>();
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

  /** The broker has it: the row, if there is one, is no longer needed. */
  void stored(Parcel parcel) {
    stored.add(parcel);
    schedule(GATHER_MS);
  }

  /** Deletes what has a receipt and notes it; what cannot be done now is done later. */
  void tidy() {
    scheduled.set(false);
    while (!stored.isEmpty()) {
      List<Parcel> batch = new ArrayList<>(BATCH);
      for (Parcel next = stored.poll();
          next != null;
          next = batch.size() < BATCH ? stored.poll() : null) {
        batch.add(next);
      }
      try {
        settle(batch);
      } catch (HubException e) {
        stored.addAll(batch);
        LOG.debug("Rows of the outbox are deleted later: {}", e.getMessage());
        schedule(RETRY_MS);
        return;
      }
    }
  }

  private void settle(Collection<Parcel> batch) {
    // One that went out twice has two receipts.
    Map<String, Parcel> byId = new TreeMap<>();
    batch.forEach(parcel -> byId.put(parcel.id(), parcel));
    transactions.run(
        () -> {
          entities
              .createQuery("delete from OutboxRow where id in :ids")
              .setParameter("ids", byId.keySet())
              .executeUpdate();
          entities
              .createQuery("select id from TraceRow where id in :ids", String.class)
              .setParameter("ids", List.copyOf(byId.keySet()))
              .getResultList()
              .forEach(byId::remove);
          byId.values().forEach(parcel -> entities.persist(TraceRow.of(parcel)));
        });
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
