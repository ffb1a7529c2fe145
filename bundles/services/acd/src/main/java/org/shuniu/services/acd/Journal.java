// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.acd;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.shuniu.api.base.HubException;
import org.shuniu.api.hub.Bus;
import org.shuniu.api.hub.Metrics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes what the router decided, in its order: one transaction for all that has gathered, then the
 * messages. So a burst costs few commits, and nobody hears of an agent's state that a crash could
 * take back.
 *
 * <p>While the database is away the effects wait here and {@link #stalled} tells the router to
 * reserve nobody; a reservation whose lease is over by then is not told any more.
 */
final class Journal implements Consumer<Effect> {
  private static final Logger LOG = LoggerFactory.getLogger(Journal.class);
  private static final int BATCH = 256;
  private static final int FULL = 50_000;
  private static final int ATTEMPTS = 5;
  private static final Duration PAUSE_AT_MOST = Duration.ofSeconds(2);

  private final BlockingQueue<Effect> waiting = new LinkedBlockingQueue<>();
  private final List<Effect> batch = new ArrayList<>();
  private final AcdStore store;
  private final Bus bus;
  private final Metrics metrics;
  private final Clock clock;
  private final Runnable resumed;
  private volatile boolean stalled;
  private volatile boolean closed;
  private int failures;

  /**
   * A journal that nobody drains yet.
   *
   * @param resumed called when the database is back
   */
  Journal(AcdStore store, Bus bus, Metrics metrics, Clock clock, Runnable resumed) {
    this.store = store;
    this.bus = bus;
    this.metrics = metrics;
    this.clock = clock;
    this.resumed = resumed;
  }

  @Override
  public void accept(Effect effect) {
    boolean message = effect instanceof Effect.Told || effect instanceof Effect.Reserved;
    if (message && waiting.size() > FULL) {
      LOG.warn("{} effects wait for the database; a message is dropped", waiting.size());
      return;
    }
    waiting.add(effect);
  }

  /** Whether the last attempt to write failed. */
  boolean stalled() {
    return stalled;
  }

  /** Completes when all that was accepted so far is written. */
  CompletableFuture<Boolean> settled() {
    CompletableFuture<Boolean> done = new CompletableFuture<>();
    waiting.add(new Effect.Reached(done));
    return done;
  }

  /** Drains until {@link #close}; the work of one thread. */
  void run() {
    try {
      while (!closed || !waiting.isEmpty()) {
        if (batch.isEmpty()) {
          batch.add(waiting.take());
        }
        if (!flush()) {
          if (closed) {
            return;
          }
          Thread.sleep(Math.min(PAUSE_AT_MOST.toMillis(), 100L << Math.min(failures, 5)));
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Lets {@link #run} end when nothing waits any more. */
  void close() {
    closed = true;
    waiting.add(new Effect.Reached(new CompletableFuture<>()));
  }

  /** Writes and tells what waits; false if it could not be written and stays. */
  boolean flush() {
    waiting.drainTo(batch, BATCH - batch.size());
    if (!batch.isEmpty() && !write()) {
      return false;
    }
    List<Effect> written = List.copyOf(batch);
    batch.clear();
    written.forEach(this::tell);
    if (stalled) {
      stalled = false;
      LOG.info("The database is back");
      resumed.run();
    }
    return true;
  }

  private boolean write() {
    List<Effect.Moved> moves = moves(batch);
    try {
      if (!moves.isEmpty()) {
        store.write(moves, bus);
      }
      failures = 0;
      return true;
    } catch (RuntimeException e) {
      stalled = true;
      failures++;
      boolean later = e instanceof HubException hub && hub.retryable();
      if (failures == 1) {
        LOG.warn("{} changes of agents could not be written: {}", moves.size(), e.toString());
      }
      if (!later && failures >= ATTEMPTS) {
        return isolate(moves);
      }
      return false;
    }
  }

  /** One change spoils the batch: the others are written, it is logged and given up. */
  private boolean isolate(List<Effect.Moved> moves) {
    for (Effect.Moved move : moves) {
      try {
        store.write(List.of(move), bus);
      } catch (RuntimeException e) {
        LOG.error("A change of agent {} cannot be written: {}", move.profile().id(), move.to(), e);
      }
    }
    failures = 0;
    return true;
  }

  private static List<Effect.Moved> moves(List<Effect> effects) {
    return effects.stream()
        .filter(Effect.Moved.class::isInstance)
        .map(Effect.Moved.class::cast)
        .toList();
  }

  private void tell(Effect effect) {
    try {
      if (effect instanceof Effect.Moved moved && moved.watched()) {
        bus.publish(moved.view().live());
      } else if (effect instanceof Effect.Told told) {
        bus.publish(told.message());
      } else if (effect instanceof Effect.Reserved reserved) {
        tell(reserved);
      } else if (effect instanceof Effect.Reached reached) {
        reached.done().complete(true);
      }
    } catch (HubException e) {
      // Leases and the reconciliation of contacts mend what is lost here.
      LOG.warn("Not told: {}", e.code());
    }
  }

  private void tell(Effect.Reserved reserved) {
    Reservation reservation = reserved.reservation();
    Instant now = clock.instant();
    if (!reservation.until().isAfter(now)) {
      return;
    }
    bus.publish(reservation.message());
    if (!reserved.again()) {
      // While agents are free this is the speed of the ACD, else what citizens wait.
      metrics.time("acd.assigned", Duration.between(reservation.waiting().since(), now));
    }
  }
}
