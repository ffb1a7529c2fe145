// SPDX-License-Identifier: Apache-2.0
package org.shuniu.archetype.channel;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.shuniu.api.base.HubException;
import org.shuniu.api.channel.spi.OutgoingText;

/**
 * Gives texts to the gateway. Every one ends: as the gateway answers, at its deadline, or when this
 * is closed. Safe for use by many threads; blocks none.
 */
final class Outbox implements AutoCloseable {
  private final Settings settings;
  private final Gateway gateway;
  private final Wire wire;
  private final ScheduledExecutorService scheduler;
  private final Standing standing;
  private final Set<CompletableFuture<?>> open = new HashSet<>();
  private boolean closed;

  Outbox(
      Settings settings,
      Gateway gateway,
      Wire wire,
      ScheduledExecutorService scheduler,
      Standing standing) {
    this.settings = settings;
    this.gateway = gateway;
    this.wire = wire;
    this.scheduler = scheduler;
    this.standing = standing;
  }

  CompletableFuture<List<String>> send(OutgoingText text) {
    if (standing.offline()) {
      return CompletableFuture.failedFuture(Faults.offline("connect"));
    }
    CompletableFuture<List<String>> taken = new CompletableFuture<>();
    synchronized (this) {
      if (closed) {
        return CompletableFuture.failedFuture(Faults.offline("stopped"));
      }
      open.add(taken);
    }
    taken.whenComplete((ids, fault) -> forget(taken));
    try {
      CompletableFuture<List<String>> exchange = wire.send(gateway.give(text), gateway::taken);
      taken.whenComplete((ids, fault) -> exchange.cancel(true));
      limit(taken);
      exchange.whenComplete(
          (ids, fault) -> {
            if (fault == null) {
              taken.complete(ids);
            } else {
              taken.completeExceptionally(Faults.of(fault));
            }
          });
    } catch (HubException e) {
      taken.completeExceptionally(e);
    }
    return taken;
  }

  private void limit(CompletableFuture<?> taken) {
    try {
      ScheduledFuture<?> alarm =
          scheduler.schedule(
              () -> taken.completeExceptionally(Faults.uncertain("timeout")),
              settings.answer().toMillis(),
              TimeUnit.MILLISECONDS);
      taken.whenComplete((ids, fault) -> alarm.cancel(false));
    } catch (RejectedExecutionException e) {
      taken.completeExceptionally(Faults.uncertain("stopped"));
    }
  }

  private synchronized void forget(CompletableFuture<?> taken) {
    open.remove(taken);
  }

  /** What is under way is uncertain; nothing is taken from then on. */
  @Override
  public void close() {
    List<CompletableFuture<?>> left;
    synchronized (this) {
      closed = true;
      left = List.copyOf(open);
    }
    left.forEach(taken -> taken.completeExceptionally(Faults.uncertain("stopped")));
  }
}
