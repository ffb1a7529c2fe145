// SPDX-License-Identifier: Apache-2.0
package org.shuniu.business.kit;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.shuniu.api.base.HubException;
import org.shuniu.api.hub.LinkState;

/**
 * Stands before the foreign system: lets a few requests through at a time, none after its time, and
 * none while the system fails again and again. What comes of them shows how the link stands.
 *
 * <p>Every request ends, at its deadline or when the guard closes at the latest. Safe for use by
 * many threads; blocks none.
 */
public final class Guard implements AutoCloseable {
  /**
   * What the guard lets through.
   *
   * @param concurrency requests at the foreign system at a time
   * @param waiting requests that wait for their turn, at most
   * @param longest time for one request, however patient its caller
   * @param failures so many one after another open the breaker
   * @param open how long it stays open until one request may try
   */
  public record Limits(
      int concurrency, int waiting, Duration longest, int failures, Duration open) {}

  /** One request: what its caller waits for, and how it is carried out. */
  private static final class Ticket<T> {
    final CompletableFuture<T> answer = new CompletableFuture<>();
    final Supplier<CompletableFuture<T>> work;

    Ticket(Supplier<CompletableFuture<T>> work) {
      this.work = work;
    }
  }

  private final Limits limits;
  private final ScheduledExecutorService scheduler;
  private final Standing standing;
  private final CircuitBreaker breaker;
  private final Deque<Ticket<?>> queue = new ArrayDeque<>();
  private final Set<Ticket<?>> open = new HashSet<>();
  private int working;
  private boolean closed;

  public Guard(
      String name,
      Limits limits,
      ScheduledExecutorService scheduler,
      Consumer<LinkState> listener) {
    this.limits = limits;
    this.scheduler = scheduler;
    this.standing = new Standing(listener);
    // No automatic transition: it would keep a thread that belongs to nobody.
    this.breaker =
        CircuitBreaker.of(
            name,
            CircuitBreakerConfig.custom()
                .slidingWindowType(SlidingWindowType.COUNT_BASED)
                .slidingWindowSize(limits.failures())
                .minimumNumberOfCalls(limits.failures())
                .failureRateThreshold(100)
                .waitDurationInOpenState(limits.open())
                .permittedNumberOfCallsInHalfOpenState(1)
                .build());
  }

  /**
   * Does the work when it is its turn. Fails with {@code business.busy}, {@code
   * business.link.offline} while the breaker is open, or {@code business.timeout}; the work's
   * future is cancelled then and must let go of what it holds.
   */
  public <T> CompletableFuture<T> pass(Duration patience, Supplier<CompletableFuture<T>> work) {
    Ticket<T> ticket = new Ticket<>(work);
    synchronized (this) {
      if (closed) {
        return CompletableFuture.failedFuture(Faults.offline("stopped"));
      }
      if (queue.size() >= limits.waiting()) {
        return CompletableFuture.failedFuture(HubException.capacity("business.busy", Map.of()));
      }
      queue.add(ticket);
      open.add(ticket);
    }
    limit(ticket, patience.compareTo(limits.longest()) < 0 ? patience : limits.longest());
    next();
    return ticket.answer;
  }

  private <T> void limit(Ticket<T> ticket, Duration time) {
    ScheduledFuture<?> alarm =
        scheduler.schedule(
            () -> ticket.answer.completeExceptionally(Faults.timeout()),
            Math.max(1, time.toMillis()),
            TimeUnit.MILLISECONDS);
    ticket.answer.whenComplete(
        (value, fault) -> {
          alarm.cancel(false);
          synchronized (this) {
            open.remove(ticket);
            queue.remove(ticket);
          }
        });
  }

  /** Begins as much as there is room for. */
  private void next() {
    for (Ticket<?> ticket = turn(); ticket != null; ticket = turn()) {
      if (breaker.tryAcquirePermission()) {
        begin(ticket);
      } else {
        leave();
        ticket.answer.completeExceptionally(Faults.offline("breaker-open"));
      }
    }
  }

  private synchronized @Nullable Ticket<?> turn() {
    if (closed || working >= limits.concurrency() || queue.isEmpty()) {
      return null;
    }
    working++;
    return queue.poll();
  }

  private synchronized void leave() {
    working--;
  }

  private <T> void begin(Ticket<T> ticket) {
    CompletableFuture<T> work = worked(ticket);
    ticket.answer.whenComplete((value, fault) -> work.cancel(true));
    work.whenComplete(
        (value, fault) -> {
          leave();
          if (fault == null) {
            succeeded();
            ticket.answer.complete(value);
          } else {
            // What the caller has been told already counts, not that the work was cancelled for it.
            HubException told =
                ticket.answer.isCompletedExceptionally() ? Faults.timeout() : Faults.of(fault);
            failed(told);
            ticket.answer.completeExceptionally(told);
          }
          next();
        });
  }

  private static <T> CompletableFuture<T> worked(Ticket<T> ticket) {
    try {
      return ticket.work.get();
    } catch (RuntimeException | LinkageError e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private void succeeded() {
    breaker.onSuccess(0, TimeUnit.MILLISECONDS);
    standing.online();
  }

  /** A refusal is an answer too; a bug of ours says nothing about the system. */
  private void failed(HubException fault) {
    if (fault.kind() == HubException.Kind.CALLER) {
      succeeded();
    } else if (fault.kind() == HubException.Kind.INTERNAL || isClosed()) {
      breaker.releasePermission();
    } else {
      breaker.onError(0, TimeUnit.MILLISECONDS, fault);
      if (Faults.unreachable(fault)) {
        standing.offline(fault.code());
      } else {
        standing.degraded(fault.code());
      }
    }
  }

  /** Whether only a look from outside can tell that the system is there again. */
  public boolean wantsLook() {
    LinkState.Status status = standing.status();
    return status == LinkState.Status.STARTING || status == LinkState.Status.OFFLINE;
  }

  /** It was looked at, and has answered: the next request may pass. */
  public void reachable() {
    if (wantsLook()) {
      breaker.reset();
      standing.online();
    }
  }

  /** It was looked at, and has not answered. */
  public void unreachable(HubException fault) {
    if (wantsLook()) {
      standing.offline(fault.code());
    }
  }

  private synchronized boolean isClosed() {
    return closed;
  }

  /** Ends all requests as {@code business.link.offline}. */
  @Override
  public void close() {
    List<Ticket<?>> left;
    synchronized (this) {
      closed = true;
      left = List.copyOf(open);
    }
    standing.end();
    left.forEach(ticket -> ticket.answer.completeExceptionally(Faults.offline("stopped")));
  }
}
