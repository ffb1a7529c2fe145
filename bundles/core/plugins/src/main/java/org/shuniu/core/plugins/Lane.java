// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.plugins;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.shuniu.api.base.HubException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread on which a connector is started and asked, in the order given; so a connector that
 * blocks delays what it is asked itself and nothing else.
 *
 * <p>Safe for use by many threads.
 */
final class Lane {
  private static final Logger LOG = LoggerFactory.getLogger(Lane.class);
  private static final int WAITING = 10_000;

  private final Instance instance;
  private final String blocked;
  private final String questions;
  private final Supplier<Exception> refusal;
  private final ThreadPoolExecutor thread;
  private final Set<CompletableFuture<?>> pending = ConcurrentHashMap.newKeySet();
  private volatile boolean open = true;
  private volatile boolean working;

  /**
   * @param questions what they are called in the log
   * @param refusal what a question fails with that the connector cannot be asked: too much waits,
   *     or the lane is not open any more
   */
  Lane(Instance instance, String questions, Supplier<Exception> refusal) {
    this.instance = instance;
    this.blocked = instance.id().seam() + ".driver.blocked";
    this.questions = questions;
    this.refusal = refusal;
    this.thread =
        new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(WAITING),
            task -> Instance.thread(instance.id(), "orders", task));
  }

  /** Whether the connector is asked still; until {@link #close}. */
  boolean open() {
    return open;
  }

  /** Runs something else than a question behind what waits; false: too much does. */
  boolean run(Runnable task) {
    try {
      thread.execute(task);
      return true;
    } catch (RejectedExecutionException e) {
      return false;
    }
  }

  /**
   * Asks the connector; returns at once. A question that was ended from outside before its turn is
   * not put. What is logged while it is put, and by who hears the reply, is about {@code subject}.
   */
  <T> CompletableFuture<T> ask(Subject subject, Supplier<CompletionStage<T>> question) {
    CompletableFuture<T> reply = new CompletableFuture<>();
    pending.add(reply);
    reply.whenComplete(
        (value, failure) -> {
          pending.remove(reply);
          instance.asked(failure);
        });
    if (!open || !run(() -> put(subject, question, reply))) {
      reply.completeExceptionally(refusal.get());
    }
    return reply;
  }

  private <T> void put(
      Subject subject, Supplier<CompletionStage<T>> question, CompletableFuture<T> reply) {
    if (reply.isDone()) {
      return; // waited too long behind others: whoever asked has been told so
    }
    working = true;
    try (var context = subject.enter()) {
      question
          .get()
          .whenComplete((value, failure) -> subject.run(() -> Outcome.pass(value, failure, reply)));
    } catch (RuntimeException | Error e) {
      reply.completeExceptionally(e);
    } finally {
      working = false;
      instance.mended(blocked);
    }
  }

  /** A reply did not come in time; where the connector has not even returned, that is a fault. */
  void late() {
    if (working) {
      instance.fault(blocked);
    }
  }

  /** The connector is asked nothing more. */
  void close() {
    open = false;
  }

  /** Waits for the replies that are due, at most for so long. */
  void drain(Duration limit) {
    try {
      CompletableFuture.allOf(pending.toArray(CompletableFuture[]::new))
          .get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      // told by who abandons them
    } catch (ExecutionException e) {
      LOG.debug("A request failed while its connector was drained");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends the thread, and all that is in work still with this failure. */
  void abandon(HubException failure) {
    List<CompletableFuture<?>> left = pending.stream().filter(reply -> !reply.isDone()).toList();
    if (!left.isEmpty()) {
      LOG.warn("{} is stopped with {} {} in work", instance.id(), left.size(), questions);
    }
    left.forEach(reply -> reply.completeExceptionally(failure));
    thread.shutdownNow();
  }
}
