// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.plugins;

import java.util.ArrayDeque;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.shuniu.api.base.HubException;

/**
 * Lets so many asynchronous pieces of work run at the same time and keeps a bounded number waiting,
 * in order.
 */
final class Limiter {
  private record Waiting<T>(Supplier<CompletionStage<T>> work, CompletableFuture<T> result) {}

  private final int running;
  private final int waiting;
  private final Queue<Waiting<?>> queue = new ArrayDeque<>();
  private int active;

  Limiter(int running, int waiting) {
    this.running = running;
    this.waiting = waiting;
  }

  /** Begins the work now or later. Fails with {@code speech.engine.failed} when too much waits. */
  <T> CompletableFuture<T> submit(Supplier<CompletionStage<T>> work) {
    Waiting<T> entry = new Waiting<>(work, new CompletableFuture<>());
    synchronized (this) {
      if (active >= running && queue.size() >= waiting) {
        entry.result.completeExceptionally(
            HubException.capacity("speech.engine.failed", Map.of("waiting", waiting)));
        return entry.result;
      }
      queue.add(entry);
    }
    next().ifPresent(this::run);
    return entry.result;
  }

  private synchronized Optional<Waiting<?>> next() {
    if (active >= running || queue.isEmpty()) {
      return Optional.empty();
    }
    active++;
    return Optional.of(queue.remove());
  }

  private <T> void run(Waiting<T> entry) {
    CompletionStage<T> stage;
    try {
      stage = entry.work.get();
    } catch (RuntimeException | Error e) {
      stage = CompletableFuture.failedFuture(e);
    }
    stage.whenComplete(
        (value, failure) -> {
          release();
          Outcome.pass(value, failure, entry.result);
        });
  }

  private void release() {
    synchronized (this) {
      active--;
    }
    next().ifPresent(this::run);
  }
}
