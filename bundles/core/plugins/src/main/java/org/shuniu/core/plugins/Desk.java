// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.plugins;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.shuniu.api.base.HubException;
import org.shuniu.api.hub.Transactions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread of a host that writes to the database: what has gathered is committed together, so
 * that a burst costs few commits and no two writers meet. Between writes it does the host's rounds,
 * when it is woken and when the round said.
 */
final class Desk {
  private static final Logger LOG = LoggerFactory.getLogger(Desk.class);
  private static final int BATCH = 128;
  private static final Duration PAUSE = Duration.ofMillis(500);
  private static final Duration IDLE = Duration.ofHours(1);

  /** A piece of work for the database. */
  private record Write(
      Runnable work, CompletableFuture<Void> done, Runnable written, boolean insisting) {}

  private final Transactions transactions;
  private final Clock clock;
  private final Supplier<Instant> round;
  private final Queue<Write> waiting = new ConcurrentLinkedQueue<>();
  private final Thread thread;
  private volatile boolean woken = true;
  private volatile boolean closed;
  private Instant next = Instant.MIN;

  /**
   * @param round looks for what is due, on the desk's thread, outside of a transaction; tells when
   *     it wants to be called again at the latest. Where it fails it is called again soon.
   */
  Desk(String name, Transactions transactions, Clock clock, Supplier<Instant> round) {
    this.transactions = transactions;
    this.clock = clock;
    this.round = round;
    this.thread = new Thread(this::run, "shuniu-" + name + "-desk");
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /**
   * Does the work in a transaction, which others may share. The future ends after the commit, on
   * the desk's thread, or with what failed.
   */
  CompletableFuture<Void> write(Runnable work) {
    return add(new Write(work, new CompletableFuture<>(), () -> {}, false));
  }

  /**
   * As {@link #write}, and while the database is away the work is tried again.
   *
   * @param written called after the commit, or when it is certain that there will be none
   */
  @SuppressWarnings("FutureReturnValueIgnored") // nobody waits for it
  void insist(Runnable work, Runnable written) {
    add(new Write(work, new CompletableFuture<>(), written, true));
  }

  private CompletableFuture<Void> add(Write write) {
    if (closed) {
      write.done.completeExceptionally(
          HubException.capacity("store.unavailable", Map.of("reason", "host stopped")));
      return write.done;
    }
    waiting.add(write);
    LockSupport.unpark(thread);
    return write.done;
  }

  /** Asks for a round, soon. */
  void wake() {
    woken = true;
    LockSupport.unpark(thread);
  }

  /** Writes what waits, at most for so long, and ends. */
  void close(Duration limit) {
    closed = true;
    LockSupport.unpark(thread);
    try {
      thread.join(limit.toMillis());
      thread.interrupt();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    while (!(closed && waiting.isEmpty()) && !Thread.currentThread().isInterrupted()) {
      List<Write> batch = new ArrayList<>();
      for (Write write = waiting.poll();
          write != null;
          write = batch.size() < BATCH ? waiting.poll() : null) {
        batch.add(write);
      }
      if (!batch.isEmpty()) {
        writeAll(batch);
      } else if (!closed && (woken || !clock.instant().isBefore(next))) {
        goRound();
      } else if (!closed) {
        LockSupport.parkNanos(this, until(next).toNanos());
      }
    }
  }

  private Duration until(Instant moment) {
    Instant now = clock.instant();
    return moment.isAfter(now.plus(IDLE)) ? IDLE : Duration.between(now, moment);
  }

  private void goRound() {
    woken = false;
    try {
      next = round.get();
    } catch (HubException e) {
      LOG.debug("A look for what is due failed, it is repeated: {}", e.getMessage());
      next = clock.instant().plus(PAUSE);
    } catch (RuntimeException e) {
      LOG.error("A look for what is due failed", e);
      next = clock.instant().plus(PAUSE.multipliedBy(10));
    }
  }

  private void writeAll(List<Write> batch) {
    if (attempt(batch) == null) {
      batch.forEach(Desk::succeeded);
      return;
    }
    // One of them spoils it for the others, or nothing can be written now.
    for (Write write : batch) {
      RuntimeException failure = attempt(List.of(write));
      if (failure == null) {
        succeeded(write);
      } else if (write.insisting && failure instanceof HubException hub && hub.retryable()) {
        waiting.add(write);
        LockSupport.parkNanos(this, closed ? 1 : PAUSE.toNanos() / batch.size());
      } else {
        failed(write, failure);
      }
    }
  }

  private @Nullable RuntimeException attempt(List<Write> batch) {
    try {
      transactions.run(() -> batch.forEach(write -> write.work.run()));
      return null;
    } catch (RuntimeException e) {
      return e;
    }
  }

  private static void succeeded(Write write) {
    write.done.complete(null);
    write.written.run();
  }

  private static void failed(Write write, RuntimeException failure) {
    if (write.insisting) {
      LOG.error("An outcome could not be written", failure);
    }
    write.done.completeExceptionally(failure);
    write.written.run();
  }
}
