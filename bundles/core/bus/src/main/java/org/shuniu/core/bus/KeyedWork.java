// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.bus;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Items in the order of their arrival for each key, one of a key at a time, a bounded number of
 * keys at a time. An item that is to be tried again holds up its own key and no thread.
 */
final class KeyedWork<T> {
  /** Does the work of one item. */
  interface Worker<T> {
    /** Empty: the item is done; else: the same item again after this time. Throws nothing. */
    Optional<Duration> work(T item);
  }

  private final int concurrency;
  private final Executor threads;
  private final ScheduledExecutorService timer;
  private final Worker<T> worker;

  private final Map<String, Deque<T>> queues = new HashMap<>();
  private final Queue<String> ready = new ArrayDeque<>();
  private int busy;
  private boolean closed;

  KeyedWork(int concurrency, Executor threads, ScheduledExecutorService timer, Worker<T> worker) {
    this.concurrency = Math.max(1, concurrency);
    this.threads = threads;
    this.timer = timer;
    this.worker = worker;
  }

  /** Appends an item to its key. */
  synchronized void add(String key, T item) {
    Deque<T> queue = queues.get(key);
    if (queue == null) {
      queue = new ArrayDeque<>(2);
      queue.add(item);
      queues.put(key, queue);
      makeReady(key);
    } else {
      queue.add(item);
    }
  }

  /** Puts items right behind the one of this key that is in work; for its worker only. */
  synchronized void addNext(String key, List<T> items) {
    Deque<T> queue = queueOf(key);
    T head = queue.remove();
    for (int i = items.size() - 1; i >= 0; i--) {
      queue.addFirst(items.get(i));
    }
    queue.addFirst(head);
  }

  /** Begins no further item and waits for those in work; false: some still were. */
  synchronized boolean close(Duration patience) {
    closed = true;
    ready.clear();
    long end = System.nanoTime() + patience.toNanos();
    try {
      for (long left = patience.toMillis();
          busy > 0 && left > 0;
          left = (end - System.nanoTime()) / 1_000_000) {
        wait(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return busy == 0;
  }

  private synchronized void makeReady(String key) {
    if (closed) {
      return;
    }
    ready.add(key);
    if (busy < concurrency) {
      busy++;
      threads.execute(this::run);
    }
  }

  private void run() {
    for (Optional<String> key = next(); key.isPresent(); key = next()) {
      Optional<Duration> again = worker.work(head(key.get()));
      if (again.isEmpty()) {
        done(key.get());
      } else {
        String late = key.get();
        timer.schedule(() -> makeReady(late), again.get().toMillis(), TimeUnit.MILLISECONDS);
      }
    }
  }

  private synchronized Optional<String> next() {
    Optional<String> key = Optional.ofNullable(ready.poll());
    if (key.isEmpty()) {
      busy--;
      notifyAll();
    }
    return key;
  }

  private synchronized T head(String key) {
    return queueOf(key).element();
  }

  /** Other keys come first: none starves behind one with many items. */
  private synchronized void done(String key) {
    Deque<T> queue = queueOf(key);
    queue.remove();
    if (queue.isEmpty()) {
      queues.remove(key);
    } else if (!closed) {
      ready.add(key);
    }
  }

  private Deque<T> queueOf(String key) {
    Deque<T> queue = queues.get(key);
    if (queue == null) {
      throw new IllegalStateException("no item of this key is in work");
    }
    return queue;
  }
}
