// SPDX-License-Identifier: Apache-2.0
package org.shuniu.archetype.business;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.shuniu.api.base.HubException;
import org.shuniu.api.hub.LinkState;
import org.shuniu.api.hub.LinkState.Status;

/**
 * Stands before the system: lets so many requests through at a time, none longer than its time, and
 * none while the system fails again and again (a circuit breaker). What comes of them shows how the
 * link stands; changes are told in their order.
 *
 * <p>Every request ends, at its deadline or when the gate closes at the latest. Safe for use by
 * many threads; blocks none.
 */
final class Gate implements AutoCloseable {
  private final Settings settings;
  private final ScheduledExecutorService scheduler;
  private final Consumer<LinkState> listener;
  private final Set<CompletableFuture<?>> open = new HashSet<>();
  private Status status = Status.STARTING;
  private String reason = "";
  private int failures;
  private long closedUntil = System.nanoTime();
  private boolean ended;

  /**
   * @param listener is told each change of the link; must not block
   */
  Gate(Settings settings, ScheduledExecutorService scheduler, Consumer<LinkState> listener) {
    this.settings = settings;
    this.scheduler = scheduler;
    this.listener = listener;
  }

  /**
   * Begins the work, if it may pass. Fails with {@code business.busy}, {@code
   * business.link.offline} or {@code business.timeout}; the work is cancelled where its time is
   * over.
   */
  <T> CompletableFuture<T> pass(Duration patience, Supplier<CompletableFuture<T>> work) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    synchronized (this) {
      if (ended) {
        return CompletableFuture.failedFuture(Faults.offline("stopped"));
      }
      if (open.size() >= settings.concurrency()) {
        return CompletableFuture.failedFuture(Faults.busy());
      }
      if (!mayTry()) {
        return CompletableFuture.failedFuture(Faults.offline("breaker-open"));
      }
      open.add(answer);
    }
    limit(answer, patience.compareTo(settings.longest()) < 0 ? patience : settings.longest());
    answer.whenComplete((value, fault) -> judge(answer, fault));
    begin(work, answer);
    return answer;
  }

  private static <T> void begin(Supplier<CompletableFuture<T>> work, CompletableFuture<T> answer) {
    try {
      CompletableFuture<T> begun = work.get();
      answer.whenComplete((value, fault) -> begun.cancel(true));
      begun.whenComplete(
          (value, fault) -> {
            if (fault == null) {
              answer.complete(value);
            } else {
              answer.completeExceptionally(Faults.of(fault));
            }
          });
    } catch (RuntimeException e) {
      answer.completeExceptionally(Faults.of(e));
    }
  }

  private void limit(CompletableFuture<?> answer, Duration time) {
    try {
      ScheduledFuture<?> alarm =
          scheduler.schedule(
              () -> answer.completeExceptionally(Faults.timeout()),
              Math.max(1, time.toMillis()),
              TimeUnit.MILLISECONDS);
      answer.whenComplete((value, fault) -> alarm.cancel(false));
    } catch (RejectedExecutionException e) {
      answer.completeExceptionally(Faults.offline("stopped"));
    }
  }

  /** After so many failures one request may try now and then, until one has succeeded. */
  private boolean mayTry() {
    if (failures < settings.breakerFailures()) {
      return true;
    }
    if (System.nanoTime() - closedUntil < 0) {
      return false;
    }
    closedUntil = System.nanoTime() + settings.breakerOpen().toNanos();
    return true;
  }

  /** A refusal is an answer too; a bug of ours says nothing about the system. */
  private synchronized void judge(CompletableFuture<?> answer, @Nullable Throwable fault) {
    open.remove(answer);
    HubException told = fault == null ? null : Faults.of(fault);
    if (told == null || told.kind() == HubException.Kind.CALLER) {
      reachable();
    } else if (told.kind() != HubException.Kind.INTERNAL) {
      failures++;
      closedUntil = System.nanoTime() + settings.breakerOpen().toNanos();
      change(Faults.unreachable(told) ? Status.OFFLINE : Status.DEGRADED, told.code());
    }
  }

  /** Whether only a look from outside can tell that the system is there. */
  synchronized boolean wantsLook() {
    return status == Status.STARTING || status == Status.OFFLINE;
  }

  /** Somebody has answered: the next request may pass. */
  synchronized void reachable() {
    failures = 0;
    change(Status.ONLINE, "");
  }

  /** It was looked at, and nobody has answered. */
  synchronized void unreachable(HubException fault) {
    change(Status.OFFLINE, fault.code());
  }

  private void change(Status now, String why) {
    if (!ended && (now != status || !why.equals(reason))) {
      status = now;
      reason = why;
      listener.accept(new LinkState(now, why, Instant.now()));
    }
  }

  /** Ends all requests as {@code business.link.offline}; nothing is told from then on. */
  @Override
  public void close() {
    List<CompletableFuture<?>> left;
    synchronized (this) {
      ended = true;
      left = List.copyOf(open);
    }
    left.forEach(answer -> answer.completeExceptionally(Faults.offline("stopped")));
  }
}
