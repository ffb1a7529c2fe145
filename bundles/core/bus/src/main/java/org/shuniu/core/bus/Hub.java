// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.bus;

import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.client.SessionFailureListener;
import org.jspecify.annotations.Nullable;
import org.shuniu.api.base.HubException;
import org.shuniu.api.hub.Bus;
import org.shuniu.api.hub.BusConsumer;
import org.shuniu.api.hub.BusRestored;
import org.shuniu.api.hub.HealthProbe.Health;
import org.shuniu.api.hub.Metrics;
import org.shuniu.api.hub.Transactions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Joins publishers, consumers, broker and database. One thread makes and ends connections, so they
 * come and go in one order: consumers first, then what has waited, then the news that the bus is
 * back.
 */
final class Hub implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Hub.class);
  private static final long RETRY_MS = 500;
  private static final long SWEEP_S = 60;
  private static final Duration SETTLED = Duration.ofSeconds(30);

  /** After a long stop, or a restore of an old backup, the broker delivers again what is old. */
  private static final Duration AFRESH = Duration.ofMinutes(10);

  private final Options options;
  private final Transactions transactions;
  private final ScheduledExecutorService link = timer("bus-link");
  private final ScheduledExecutorService timer = timer("bus-timer");
  private final ScheduledExecutorService tidier = timer("bus-outbox");
  private final ExecutorService threads = threads();
  private final Tally tally = new Tally();
  private final Inbox inbox;
  private final DeadLetters letters;
  private final Ledger ledger;
  private final Trace trace;
  private final Publisher publisher;
  private final Map<String, Feed> feeds = new ConcurrentHashMap<>();
  private final Map<Metrics, Metrics.Registration> gauges = new ConcurrentHashMap<>();
  private final AtomicBoolean sweepSoon = new AtomicBoolean();
  private final Bus own;
  private final Runnable onOpen;
  private final long began = System.nanoTime();

  // Changed by the link thread.
  private volatile @Nullable Broker broker;

  // Of the link thread.
  private boolean connected;
  private boolean complained;
  private int generation;
  private long lostAt;

  /**
   * @param onOpen called each time that messages go through again, on the link's thread
   */
  Hub(Options options, EntityManager entities, Transactions transactions, Runnable onOpen) {
    this.onOpen = onOpen;
    this.options = options;
    this.transactions = transactions;
    this.inbox = new Inbox(entities, transactions);
    this.letters = new DeadLetters(entities, transactions);
    Recent recent = new Recent(options.traceMessages());
    this.ledger = new Ledger(tally, recent);
    this.trace = new Trace(entities, transactions, letters, recent, ledger);
    Outbox outbox = new Outbox(entities, transactions, tidier);
    this.publisher = new Publisher(outbox, transactions, options, this::sweepSoon);
    this.own = bus("org.shuniu.core.bus");
    link.scheduleWithFixedDelay(this::housekeeping, SWEEP_S, SWEEP_S, TimeUnit.SECONDS);
  }

  /** A bus for one bundle. */
  Bus bus(String source) {
    return new BundleBus(
        source, new Codec(options.maxMessageBytes()), publisher, ledger.outflow(source));
  }

  /** The bus of the hub itself. */
  Bus own() {
    return own;
  }

  void metrics(Metrics metrics) {
    tally.to(metrics);
    gauges.put(metrics, metrics.gauge("bus.dead.letters", letters::count));
  }

  void metricsGone(Metrics metrics) {
    tally.notTo(metrics);
    Metrics.Registration gauge = gauges.remove(metrics);
    if (gauge != null) {
      gauge.close();
    }
  }

  Trace trace() {
    return trace;
  }

  DeadLetterDesk desk() {
    return new DeadLetterDesk(letters, feeds);
  }

  /** Publishes what a bundle has encoded already. */
  void publish(Parcel parcel, String bundle) {
    Outflow outflow = ledger.outflow(bundle);
    publisher.publish(parcel, () -> outflow.published(parcel, Outflow.Kind.TEXT));
  }

  Ledger ledger() {
    return ledger;
  }

  /** The names of consumers that are fed now. */
  Set<String> fed() {
    return feeds.values().stream()
        .filter(Feed::attached)
        .map(Feed::name)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** How many messages wait or are in work, by consumer; empty while the broker is away. */
  Map<String, Long> depths() {
    Broker now = broker;
    return now == null ? Map.of() : now.depths();
  }

  Options options() {
    return options;
  }

  /** There is a broker from now on. */
  void brokerUp(Broker fresh) {
    link.execute(
        () -> {
          broker = fresh;
          connect();
        });
  }

  /** It goes; returns when nothing uses it any more. */
  void brokerDown(Broker old) {
    if (link.isShutdown()) {
      // The bus itself went first and has let go of it.
      return;
    }
    onLink(
        () -> {
          if (broker == old) {
            disconnect();
            broker = null;
          }
        });
  }

  /** Feeds a consumer of a bundle from now on. */
  void register(BusConsumer consumer, String bundle) {
    Codec codec = new Codec(options.maxMessageBytes());
    register(
        consumer.name(),
        bundle,
        consumer.concurrency(),
        new Handlers(consumer.name(), consumer.subscriptions(), codec, inbox, transactions));
  }

  /** As {@link #register(BusConsumer, String)}, for one that takes the JSON as it is. */
  void register(String name, String bundle, int concurrency, Sink sink) {
    Feed feed =
        feeds.compute(
            name,
            (taken, present) -> {
              if (present != null) {
                throw HubException.conflict("bus.consumer.duplicate", Map.of("name", taken));
              }
              Inflow inflow = ledger.inflow(taken, bundle, sink.tags());
              return new Feed(taken, concurrency, sink, letters, inflow, options, threads, timer);
            });
    link.execute(() -> attachLater(feed));
  }

  /** Feeds it no more; returns when it has done what it was at. */
  void unregister(String name) {
    Feed feed = feeds.remove(name);
    if (feed != null) {
      feed.stop();
    }
  }

  Health health() {
    if (!publisher.open()) {
      return Health.down("the broker is away");
    }
    List<String> hungry =
        feeds.values().stream().filter(f -> !f.attached()).map(Feed::name).sorted().toList();
    if (!hungry.isEmpty()) {
      return Health.degraded("not fed yet: " + String.join(", ", hungry));
    }
    try {
      long dead = letters.count();
      return dead == 0 ? Health.up() : Health.degraded(dead + " dead letters");
    } catch (HubException e) {
      return Health.degraded("the database is away");
    }
  }

  @Override
  public void close() {
    feeds.values().forEach(Feed::stop);
    feeds.clear();
    onLink(this::disconnect);
    List.of(link, timer, tidier, threads).forEach(ExecutorService::shutdownNow);
  }

  private void connect() {
    Broker now = broker;
    if (now == null || connected) {
      return;
    }
    int mine = ++generation;
    List<Lane> lanes = new ArrayList<>();
    try {
      now.connect().close();
      for (Feed feed : feeds.values()) {
        attach(feed, now, mine);
      }
      for (int i = 0; i < Publisher.lanes(); i++) {
        lanes.add(new Lane(now.connect(), options.volatileTtl(), new OnFailure(mine)));
      }
      publisher.open(lanes);
    } catch (Exception e) {
      if (!complained) {
        LOG.warn("The broker cannot be reached: {}", e.toString());
        complained = true;
      }
      lanes.forEach(Lane::close);
      disconnect();
      link.schedule(this::connect, RETRY_MS, TimeUnit.MILLISECONDS);
      return;
    }
    connected = true;
    complained = false;
    onOpen.run();
    tellBack();
  }

  private void tellBack() {
    if (lostAt == 0) {
      LOG.info("The bus is open");
      return;
    }
    Duration away = Duration.ofNanos(System.nanoTime() - lostAt);
    LOG.info("The bus is back after {} ms", away.toMillis());
    try {
      own.publish(new BusRestored(away));
    } catch (HubException e) {
      LOG.debug("Gone again: {}", e.getMessage());
    }
  }

  private void disconnect() {
    if (connected) {
      lostAt = System.nanoTime();
    }
    connected = false;
    generation++;
    publisher.close();
    feeds.values().forEach(Feed::detach);
  }

  /** A consumer that came when the broker was there already, or whose table was not readable. */
  private void attachLater(Feed feed) {
    Broker now = broker;
    if (now != null && connected && feeds.get(feed.name()) == feed) {
      attach(feed, now, generation);
    }
  }

  private void attach(Feed feed, Broker to, int mine) {
    try {
      feed.attach(to, new OnFailure(mine));
    } catch (Exception e) {
      LOG.warn("Consumer {} cannot be fed now: {}", feed.name(), e.toString());
      link.schedule(() -> attachLater(feed), RETRY_MS, TimeUnit.MILLISECONDS);
    }
  }

  private void sweepSoon() {
    if (sweepSoon.compareAndSet(false, true)) {
      try {
        link.schedule(this::sweep, 2, TimeUnit.SECONDS);
      } catch (RejectedExecutionException stopping) {
        sweepSoon.set(false);
      }
    }
  }

  private void sweep() {
    sweepSoon.set(false);
    if (connected) {
      try {
        publisher.sweep(Duration.ofSeconds(1));
      } catch (HubException e) {
        sweepSoon();
      }
    }
  }

  private void housekeeping() {
    try {
      if (connected) {
        publisher.sweep(SETTLED);
      }
      if (System.nanoTime() - began > AFRESH.toNanos()) {
        inbox.prune(options.inboxRetention());
      }
      trace.prune(options.traceRetention());
    } catch (HubException e) {
      LOG.debug("Housekeeping is done later: {}", e.getMessage());
    } catch (RuntimeException e) {
      LOG.error("Housekeeping failed", e);
    }
  }

  private void onLink(Runnable task) {
    try {
      link.submit(task).get(10, TimeUnit.SECONDS);
    } catch (RejectedExecutionException e) {
      LOG.debug("Closed before");
    } catch (TimeoutException e) {
      LOG.warn("The broker's connections did not close in time");
    } catch (ExecutionException e) {
      LOG.error("The broker's connections did not close", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static ScheduledExecutorService timer(String name) {
    return Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, name));
  }

  private static ExecutorService threads() {
    AtomicInteger number = new AtomicInteger();
    // Bounded by the sum of what the consumers ask for.
    return new ThreadPoolExecutor(
        0,
        Integer.MAX_VALUE,
        30,
        TimeUnit.SECONDS,
        new SynchronousQueue<>(),
        task -> new Thread(task, "bus-work-" + number.incrementAndGet()));
  }

  /** A connection broke that belongs to the present generation: all are made anew. */
  private final class OnFailure implements SessionFailureListener {
    private final int of;

    OnFailure(int of) {
      this.of = of;
    }

    void failed() {
      try {
        link.execute(
            () -> {
              if (of == generation) {
                LOG.warn("The broker is lost");
                disconnect();
                connect();
              }
            });
      } catch (RejectedExecutionException stopping) {
        LOG.debug("Lost while stopping");
      }
    }

    @Override
    public void connectionFailed(ActiveMQException fault, boolean failedOver) {
      failed();
    }

    @Override
    public void connectionFailed(ActiveMQException fault, boolean failedOver, String scaleDownTo) {
      failed();
    }

    @Override
    public void beforeReconnect(ActiveMQException fault) {}
  }
}
