// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.plugins;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.shuniu.api.business.spi.Exchange;
import org.shuniu.api.business.spi.Exchange.Direction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The log of what went over the wire of business links (L1). Links tell it in the clear; it is
 * masked and written in batches on a thread of its own, and waits until then in bounded room: where
 * more is told than can be written, the log has gaps, which are counted, and nobody waits.
 *
 * <p>What is personal of a request is known from its begin to its end only. Of an exchange that is
 * told later the figures are kept and the texts dropped.
 *
 * <p>Safe for use by many threads.
 */
final class ExchangeLog {
  private static final Logger LOG = LoggerFactory.getLogger(ExchangeLog.class);
  private static final int WAITING = 4_096;
  private static final long WAITING_CHARACTERS = 16L << 20;
  private static final int BATCH = 128;
  private static final Duration IDLE = Duration.ofMillis(200);

  /** How much of a text is kept, in characters. */
  static final int KEPT = 16_384;

  private final Services services;

  /** The newest try of each request in work. */
  private final Map<Request, Try> tries = new ConcurrentHashMap<>();

  private final BlockingQueue<Entry> waiting = new ArrayBlockingQueue<>(WAITING);
  private final AtomicLong characters = new AtomicLong();
  private final Thread thread;
  private volatile boolean closed;
  private volatile boolean losing;

  private record Request(String link, String id) {}

  /**
   * @param personal values to mask; empty where nobody knows them, and the texts are dropped
   */
  private record Entry(String link, Exchange exchange, Optional<Set<String>> personal) {
    long size() {
      return exchange.sent().length() + (long) exchange.received().length();
    }
  }

  ExchangeLog(Services services) {
    this.services = services;
    this.thread = new Thread(this::run, "shuniu-business-exchanges");
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /** Writes what waits, at most for so long. */
  void stop(Duration limit) {
    closed = true;
    try {
      thread.join(limit.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** One try of a request, from when its personal values are known. */
  final class Try {
    private final Request key;
    private final String matter;
    private final String operation;
    private final Set<String> personal;
    private final Instant at = services.clock().instant();
    private final AtomicBoolean told = new AtomicBoolean();
    private final AtomicBoolean over = new AtomicBoolean();

    private Try(Request key, String matter, String operation, Set<String> personal) {
      this.key = key;
      this.matter = matter;
      this.operation = operation;
      this.personal = personal;
    }

    /**
     * It ended; tells how long it took. Where the link has not told what went over the wire, its
     * outcome alone is kept.
     */
    Duration end(String outcome) {
      Duration took = Duration.between(at, services.clock().instant());
      if (over.compareAndSet(false, true)) {
        tries.remove(key, this);
        if (!told.get()) {
          offer(new Entry(key.link(), silent(outcome, took), Optional.empty()));
        }
      }
      return took;
    }

    private Exchange silent(String outcome, Duration took) {
      return new Exchange(Direction.OUT, key.id(), matter, operation, at, took, outcome, "", "");
    }
  }

  /** A try begins. */
  Try begin(String link, String request, String matter, String operation, Set<String> personal) {
    Try begun = new Try(new Request(link, request), matter, operation, Set.copyOf(personal));
    tries.put(begun.key, begun);
    return begun;
  }

  /** A link tells. Never blocks. */
  void tell(String link, Exchange exchange) {
    Optional<Try> running = Optional.ofNullable(tries.get(new Request(link, exchange.request())));
    running.ifPresent(known -> known.told.set(true));
    Optional<Set<String>> personal =
        exchange.direction() == Direction.IN
            ? Optional.of(Set.of())
            : running.map(known -> known.personal);
    offer(new Entry(link, exchange, personal));
  }

  private void offer(Entry entry) {
    long size = entry.size();
    if (closed || characters.addAndGet(size) > WAITING_CHARACTERS || !waiting.offer(entry)) {
      characters.addAndGet(-size);
      lost(entry.link(), "overflow");
    }
  }

  private void run() {
    // Not woken by an interrupt: it would close the files of an embedded database.
    try {
      while (!closed || !waiting.isEmpty()) {
        Entry first = waiting.poll(IDLE.toMillis(), TimeUnit.MILLISECONDS);
        if (first != null) {
          List<Entry> batch = new ArrayList<>(List.of(first));
          waiting.drainTo(batch, BATCH - 1);
          write(batch);
        }
      }
    } catch (InterruptedException e) {
      LOG.warn("The thread of the log of exchanges was interrupted");
    }
  }

  private void write(List<Entry> batch) {
    try {
      List<ExchangeRow> rows = batch.stream().map(ExchangeLog::row).toList();
      services.transactions().run(() -> rows.forEach(services.entities()::persist));
      losing = false;
    } catch (RuntimeException e) {
      batch.forEach(entry -> lost(entry.link(), "store"));
      LOG.debug("Exchanges could not be written", e);
    } finally {
      characters.addAndGet(-batch.stream().mapToLong(Entry::size).sum());
    }
  }

  private static ExchangeRow row(Entry entry) {
    Exchange told = entry.exchange();
    String sent = entry.personal().map(personal -> kept(told.sent(), personal)).orElse("");
    String received = entry.personal().map(personal -> kept(told.received(), personal)).orElse("");
    return new ExchangeRow(entry.link(), told, sent, received);
  }

  /** Masked first: a cut through the middle of a number would leave half of it. */
  private static String kept(String text, Set<String> personal) {
    String masked = Masks.mask(text, personal);
    if (text.length() == Exchange.MAX_TEXT) {
      // The link's text may have been cut inside a number already.
      masked = masked.substring(0, Math.max(0, masked.length() - 64));
    }
    return masked.length() <= KEPT ? masked : masked.substring(0, KEPT);
  }

  private void lost(String link, String why) {
    services.metrics().count("business.exchange.lost", "link", link, "reason", why);
    if (!losing) {
      losing = true;
      LOG.warn("The log of exchanges of business/{} has gaps now: {}", link, why);
    }
  }
}
