// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.plugins;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.shuniu.api.base.HubException;
import org.shuniu.api.base.MessageType;
import org.shuniu.api.hub.Bus;
import org.shuniu.api.hub.Connectors;
import org.shuniu.api.hub.LinkState;
import org.shuniu.api.hub.Metrics;
import org.shuniu.api.pbx.PbxCommand;
import org.shuniu.api.pbx.PbxEvent;
import org.shuniu.api.pbx.PbxSnapshot;
import org.shuniu.api.pbx.spi.PbxDriver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One PBX driver that runs. It is started and gets its orders on one thread of its own, in the
 * order given; so a driver that blocks delays its own orders only. Every order ends within the
 * limit, accepted or told as {@link PbxEvent.CommandRejected}.
 */
final class PbxInstance implements Roster.Member {
  private static final Logger LOG = LoggerFactory.getLogger(PbxInstance.class);
  private static final String BLOCKED = "pbx.driver.blocked";
  private static final int ORDERS = 10_000;

  private final Instance instance;
  private final PbxDriver driver;
  private final Limits limits;
  private final Metrics metrics;
  private final EventQueue events;
  private final ThreadPoolExecutor worker;
  private final Set<CompletableFuture<Void>> pending = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean snapshotAsked = new AtomicBoolean();
  private volatile Set<String> capabilities = Set.of();
  private volatile boolean accepting = true;
  private volatile boolean working;

  PbxInstance(
      ConnectorId id, PbxDriver driver, Limits limits, Path home, Bus bus, Metrics metrics) {
    this.driver = driver;
    this.limits = limits;
    this.metrics = metrics;
    this.events = new EventQueue(id, bus, metrics, this::askSnapshot);
    this.instance = new Instance(id, Clock.systemUTC(), home, this::linkChanged);
    this.worker = Instance.worker(id, ORDERS);
  }

  @Override
  public void start() {
    HostContext.Pbx context = new HostContext.Pbx(instance, events);
    worker.execute(() -> instance.start(() -> driver.start(context), limits.start()));
  }

  @Override
  public ConnectorId id() {
    return instance.id();
  }

  @Override
  public Connectors.Status status() {
    return instance.status(capabilities);
  }

  private void linkChanged(LinkState state) {
    events.offer(new PbxEvent.PbxLinkChanged(id().instance(), state, state.since()));
    if (state.status() == LinkState.Status.ONLINE) {
      enqueue(this::readCapabilities);
    }
  }

  private void readCapabilities() {
    try {
      capabilities =
          driver.capabilities().stream().map(Enum::name).collect(Collectors.toUnmodifiableSet());
    } catch (RuntimeException e) {
      LOG.error("{} does not tell what it can do", id(), e);
    }
  }

  /** Gives an order to the driver; returns at once. */
  @SuppressWarnings("CollectionUndefinedEquality") // of futures identity is what is wanted
  void order(PbxCommand command) {
    if (command instanceof PbxCommand.TakeSnapshot) {
      askSnapshot();
      return;
    }
    long begin = System.nanoTime();
    CompletableFuture<Void> outcome = new CompletableFuture<>();
    pending.add(outcome);
    CompletionStage<Void> bounded =
        outcome.orTimeout(limits.order().toMillis(), TimeUnit.MILLISECONDS);
    bounded.whenComplete(
        (done, failure) -> {
          pending.remove(outcome);
          settled(command, failure, Duration.ofNanos(System.nanoTime() - begin));
        });
    if (!accepting) {
      outcome.completeExceptionally(missing(id().instance()));
    } else if (!enqueue(() -> execute(command, outcome))) {
      outcome.completeExceptionally(new TimeoutException());
    }
  }

  /** What is said of a driver that is not there. */
  static HubException missing(String pbx) {
    return HubException.external("pbx.driver.missing", Map.of("pbx", pbx));
  }

  private void execute(PbxCommand command, CompletableFuture<Void> outcome) {
    if (outcome.isDone()) {
      return; // waited too long behind others: whoever ordered it has been told so
    }
    working = true;
    try {
      driver
          .execute(command)
          .whenComplete(
              (done, failure) -> {
                if (failure == null) {
                  outcome.complete(null);
                } else {
                  outcome.completeExceptionally(failure);
                }
              });
    } catch (RuntimeException | LinkageError e) {
      outcome.completeExceptionally(e);
    } finally {
      working = false;
      instance.mended(BLOCKED);
    }
  }

  private void settled(PbxCommand command, @Nullable Throwable failure, Duration took) {
    String name = typeOf(command.getClass());
    String code = failure == null ? "accepted" : code(command, failure);
    metrics.time("pbx.order", took, "instance", id().instance(), "command", name, "outcome", code);
    if (failure != null) {
      events.offer(rejected(command, code, instance.clock()));
    }
  }

  private String code(PbxCommand command, Throwable failure) {
    Throwable cause = failure;
    while ((cause instanceof CompletionException || cause instanceof ExecutionException)
        && cause.getCause() != null) {
      cause = cause.getCause();
    }
    if (cause instanceof HubException refusal) {
      return refusal.code();
    }
    if (cause instanceof TimeoutException) {
      if (working) {
        instance.fault(BLOCKED);
      }
      return "pbx.timeout";
    }
    LOG.error("{} failed at {} for call {}", id(), command.getClass(), command.call(), cause);
    return "pbx.driver.failed";
  }

  static PbxEvent.CommandRejected rejected(PbxCommand command, String code, Clock clock) {
    LOG.warn("{} for call {} was rejected: {}", typeOf(command.getClass()), command.call(), code);
    return new PbxEvent.CommandRejected(
        command.pbx(),
        command.call(),
        typeOf(command.getClass()),
        command.leg(),
        command.request(),
        code,
        clock.instant());
  }

  private static String typeOf(Class<?> message) {
    MessageType type = message.getAnnotation(MessageType.class);
    return type == null ? message.getSimpleName() : type.value();
  }

  /** Tells the switch's state as an event; askings that come together get one answer. */
  void askSnapshot() {
    if (snapshotAsked.compareAndSet(false, true) && !enqueue(this::takeSnapshot)) {
      snapshotAsked.set(false);
    }
  }

  private void takeSnapshot() {
    snapshotAsked.set(false);
    try {
      driver.snapshot().whenComplete(this::tellSnapshot);
    } catch (RuntimeException | LinkageError e) {
      LOG.error("{} failed at a snapshot", id(), e);
    }
  }

  private void tellSnapshot(@Nullable PbxSnapshot snapshot, @Nullable Throwable failure) {
    if (snapshot != null) {
      events.offer(snapshot);
    } else {
      // An offline driver tells one by itself when it is back.
      LOG.info("{} has no snapshot now: {}", id(), failure == null ? "" : failure.getMessage());
    }
  }

  private boolean enqueue(Runnable task) {
    try {
      worker.execute(task);
      return true;
    } catch (RejectedExecutionException e) {
      return false;
    }
  }

  /** Takes no more orders, waits for those in work, stops the driver; bounded by the limits. */
  @Override
  public void stop() {
    accepting = false;
    drain();
    worker.shutdownNow();
    instance.stop(driver::stop, limits.stop());
    events.close(limits.drain());
  }

  private void drain() {
    if (!Instance.drain(pending, limits.drain())) {
      LOG.warn("{} is stopped with {} orders in work", id(), pending.size());
      pending.forEach(order -> order.completeExceptionally(missing(id().instance())));
    }
  }
}
