// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.bus;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.jspecify.annotations.Nullable;
import org.shuniu.api.base.HubException;
import org.shuniu.api.hub.Transactions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends parcels, and keeps them while the broker is away: durable ones in the outbox, others in
 * memory for a few seconds.
 *
 * <p>A parcel of a committed transaction is sent by the thread that committed, right after the
 * commit and without waiting for the disk; so what one thread publishes keeps its order, inside and
 * outside of transactions, durable or not.
 */
final class Publisher {
  private static final Logger LOG = LoggerFactory.getLogger(Publisher.class);
  private static final int LANES = 4;
  private static final long RECEIPT_MS = 10_000;
  private static final String LAST = "g";

  private final Outbox outbox;
  private final Transactions transactions;
  private final Options options;
  private final Runnable onTrouble;

  /** Written while the way opens or closes, read while something is sent. */
  private final ReadWriteLock gate = new ReentrantReadWriteLock();

  private List<Lane> lanes = List.of();
  private final Queue<Waiting> waiting = new ArrayDeque<>();
  private boolean rescan;
  private long awaySince = System.nanoTime();

  private record Waiting(Parcel parcel, long since) {}

  /**
   * @param onTrouble called when something was left in the outbox that nobody will send unasked
   */
  Publisher(Outbox outbox, Transactions transactions, Options options, Runnable onTrouble) {
    this.outbox = outbox;
    this.transactions = transactions;
    this.options = options;
    this.onTrouble = onTrouble;
  }

  boolean open() {
    gate.readLock().lock();
    try {
      return !lanes.isEmpty();
    } finally {
      gate.readLock().unlock();
    }
  }

  /**
   * Publishes.
   *
   * @param then called when it is certain to go out: at once, or after the commit
   */
  void publish(Parcel parcel, Runnable then) {
    if (!parcel.durable()) {
      sendOrKeep(parcel);
      then.run();
    } else if (transactions.active()) {
      storeInOutbox(parcel, then);
    } else {
      sendAndWait(parcel, then);
    }
  }

  private void storeInOutbox(Parcel parcel, Runnable then) {
    transactions.run(
        () -> {
          outbox.insert(parcel);
          transactions.afterCommit(
              () -> {
                sendOrKeep(parcel);
                then.run();
              });
        });
  }

  private void sendOrKeep(Parcel parcel) {
    gate.readLock().lock();
    try {
      if (lanes.isEmpty()) {
        keep(parcel);
      } else {
        send(parcel);
      }
    } finally {
      gate.readLock().unlock();
    }
  }

  private void send(Parcel parcel) {
    try {
      if (parcel.durable()) {
        laneOf(parcel).send(parcel, new OutboxReceipt(parcel));
      } else {
        laneOf(parcel).send(parcel);
      }
    } catch (ActiveMQException e) {
      if (!parcel.durable()) {
        keep(parcel);
      }
      onTrouble.run();
    }
  }

  private void keep(Parcel parcel) {
    synchronized (waiting) {
      if (parcel.durable()) {
        // It lies in the outbox already; here it is kept for the sake of the order.
        if (waiting.size() < options.bufferMessages()) {
          waiting.add(new Waiting(parcel, System.nanoTime()));
        } else {
          rescan = true;
        }
        return;
      }
      dropOld();
      boolean late = System.nanoTime() - awaySince > options.buffer().toNanos();
      if (late || waiting.size() >= options.bufferMessages()) {
        throw HubException.capacity("bus.unavailable", Map.of());
      }
      waiting.add(new Waiting(parcel, System.nanoTime()));
    }
  }

  private void dropOld() {
    long limit = System.nanoTime() - options.buffer().toNanos();
    waiting.removeIf(w -> !w.parcel().durable() && w.since() - limit < 0);
  }

  private void sendAndWait(Parcel parcel, Runnable then) {
    CompletableFuture<Void> receipt = new CompletableFuture<>();
    gate.readLock().lock();
    try {
      if (lanes.isEmpty()) {
        receipt.completeExceptionally(new IllegalStateException("away"));
      } else {
        laneOf(parcel).send(parcel, new FutureReceipt(receipt));
      }
    } catch (ActiveMQException e) {
      receipt.completeExceptionally(e);
    } finally {
      gate.readLock().unlock();
    }
    try {
      receipt.get(RECEIPT_MS, TimeUnit.MILLISECONDS);
      outbox.stored(parcel);
      then.run();
    } catch (ExecutionException | TimeoutException e) {
      // Perhaps the broker has it and only the receipt is lost; the id is the same then.
      storeInOutbox(parcel, then);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      storeInOutbox(parcel, then);
    }
  }

  /** The broker is gone. */
  void close() {
    List<Lane> old;
    gate.writeLock().lock();
    try {
      old = lanes;
      lanes = List.of();
      if (!old.isEmpty()) {
        awaySince = System.nanoTime();
      }
    } finally {
      gate.writeLock().unlock();
    }
    old.forEach(Lane::close);
  }

  /**
   * The broker is there: sends what has waited, oldest first, then opens the way for all. If the
   * database is away meanwhile, its part is sent by a later {@link #sweep}.
   */
  void open(List<Lane> fresh) throws ActiveMQException {
    if (fresh.size() != LANES) {
      throw new IllegalArgumentException("lanes: " + fresh.size());
    }
    Set<String> sent = new HashSet<>();
    while (true) {
      drain(fresh, sent);
      gate.writeLock().lock();
      try {
        if (takeRescan()) {
          continue;
        }
        lanes = fresh;
        for (Parcel parcel : takeWaiting()) {
          if (!sent.contains(parcel.id())) {
            send(parcel);
          }
        }
        return;
      } finally {
        gate.writeLock().unlock();
      }
    }
  }

  /** Sends rows that are older than {@code age} and yet not sent: none, if all goes well. */
  void sweep(Duration age) {
    String before = Moments.idBefore(age);
    String after = "";
    for (List<Parcel> rows = outbox.read(after, before);
        !rows.isEmpty();
        rows = outbox.read(after, before)) {
      LOG.info("{} messages were left in the outbox and are sent now", rows.size());
      rows.forEach(this::sendOrKeep);
      after = rows.get(rows.size() - 1).id();
    }
  }

  private void drain(List<Lane> fresh, Set<String> sent) throws ActiveMQException {
    try {
      outbox.tidy();
      String after = "";
      for (List<Parcel> rows = outbox.read(after, LAST);
          !rows.isEmpty();
          rows = outbox.read(after, LAST)) {
        for (Parcel parcel : rows) {
          if (sent.add(parcel.id())) {
            lane(fresh, parcel).send(parcel, new OutboxReceipt(parcel));
          }
        }
        after = rows.get(rows.size() - 1).id();
      }
    } catch (HubException e) {
      LOG.warn("The outbox cannot be read now: {}", e.getMessage());
      onTrouble.run();
    }
  }

  private boolean takeRescan() {
    synchronized (waiting) {
      boolean again = rescan;
      rescan = false;
      return again;
    }
  }

  private List<Parcel> takeWaiting() {
    synchronized (waiting) {
      dropOld();
      List<Parcel> all = new ArrayList<>(waiting.stream().map(Waiting::parcel).toList());
      all.sort(Comparator.comparing(Parcel::id));
      waiting.clear();
      return all;
    }
  }

  private Lane laneOf(Parcel parcel) {
    return lane(lanes, parcel);
  }

  private static Lane lane(List<Lane> among, Parcel parcel) {
    return among.get(Math.floorMod(parcel.key().hashCode(), among.size()));
  }

  static int lanes() {
    return LANES;
  }

  private final class OutboxReceipt implements Lane.Receipt {
    private final Parcel parcel;

    OutboxReceipt(Parcel parcel) {
      this.parcel = parcel;
    }

    @Override
    public void stored() {
      outbox.stored(parcel);
    }

    @Override
    public void refused(Throwable reason) {
      LOG.warn("The broker refused a message, which stays in the outbox: {}", reason.toString());
      onTrouble.run();
    }
  }

  private record FutureReceipt(CompletableFuture<Void> future) implements Lane.Receipt {
    @Override
    public void stored() {
      future.complete(null);
    }

    @Override
    public void refused(@Nullable Throwable reason) {
      future.completeExceptionally(reason == null ? new IllegalStateException("refused") : reason);
    }
  }
}
