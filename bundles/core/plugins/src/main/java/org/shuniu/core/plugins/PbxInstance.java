// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.plugins;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.shuniu.api.base.HubException;
import org.shuniu.api.hub.Bus;
import org.shuniu.api.hub.LinkState;
import org.shuniu.api.hub.Metrics;
import org.shuniu.api.pbx.PbxCommand;
import org.shuniu.api.pbx.PbxEvent;
import org.shuniu.api.pbx.PbxSnapshot;
import org.shuniu.api.pbx.spi.PbxContext;
import org.shuniu.api.pbx.spi.PbxDriver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One PBX driver that runs. It is started and gets its orders on one thread of its own, in the
 * order given; so a driver that blocks delays its own orders only. Every order ends within the
 * limit, accepted or told as {@link PbxEvent.CommandRejected}.
 */
final class PbxInstance extends Instance {
  private static final Logger LOG = LoggerFactory.getLogger(PbxInstance.class);

  private final PbxDriver driver;
  private final Limits limits;
  private final Metrics metrics;
  private final EventQueue events;
  private final Lane lane;
  private final AtomicBoolean snapshotAsked = new AtomicBoolean();
  private volatile Set<String> capabilities = Set.of();

  PbxInstance(
      ConnectorId id, PbxDriver driver, Limits limits, Path home, Bus bus, Metrics metrics) {
    super(id, Clock.systemUTC(), home);
    this.driver = driver;
    this.limits = limits;
    this.metrics = metrics;
    this.events = new EventQueue(id, bus, metrics, this::askSnapshot);
    this.lane = new Lane(this, "orders", this::refusal);
  }

  @Override
  void start() {
    lane.run(() -> startConnector(() -> driver.start(new Context()), limits.start()));
  }

  @Override
  Set<String> capabilities() {
    return capabilities;
  }

  @Override
  void linkChanged(LinkState state) {
    events.offer(new PbxEvent.PbxLinkChanged(name(), state, state.since()));
    if (state.status() == LinkState.Status.ONLINE) {
      lane.run(this::readCapabilities);
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
  @SuppressWarnings("FutureReturnValueIgnored") // it tells by itself
  void order(PbxCommand command) {
    if (command instanceof PbxCommand.TakeSnapshot) {
      askSnapshot();
      return;
    }
    long begin = System.nanoTime();
    CompletableFuture<Void> reply =
        lane.ask(Subject.contact(command.call()), () -> driver.execute(command));
    traffic().asked(Passages.typeOf(command.getClass()), reply);
    reply
        .orTimeout(limits.order().toMillis(), TimeUnit.MILLISECONDS)
        .whenComplete(
            (done, failure) ->
                Subject.contact(command.call())
                    .run(
                        () ->
                            settled(
                                command, failure, Duration.ofNanos(System.nanoTime() - begin))));
  }

  private Exception refusal() {
    return lane.open() ? new TimeoutException() : missing();
  }

  private HubException missing() {
    return HubException.external("pbx.driver.missing", Map.of("pbx", name()));
  }

  private void settled(PbxCommand command, @Nullable Throwable failure, Duration took) {
    String name = Passages.typeOf(command.getClass());
    String code = failure == null ? "accepted" : code(command, failure);
    metrics.time("pbx.order", took, "instance", name(), "command", name, "outcome", code);
    if (failure != null) {
      events.offer(rejected(command, code, clock()));
    }
  }

  private String code(PbxCommand command, Throwable failure) {
    Throwable cause = Outcome.cause(failure);
    if (cause instanceof HubException refusal) {
      return refusal.code();
    }
    if (cause instanceof TimeoutException) {
      lane.late();
      return "pbx.timeout";
    }
    LOG.error("{} failed at {} for call {}", id(), command.getClass(), command.call(), cause);
    return "pbx.driver.failed";
  }

  static PbxEvent.CommandRejected rejected(PbxCommand command, String code, Clock clock) {
    LOG.warn(
        "{} for call {} was rejected: {}",
        Passages.typeOf(command.getClass()),
        command.call(),
        code);
    return new PbxEvent.CommandRejected(
        command.pbx(),
        command.call(),
        Passages.typeOf(command.getClass()),
        command.leg(),
        command.request(),
        code,
        clock.instant());
  }

  /** Tells the switch's state as an event; askings that come together get one answer. */
  void askSnapshot() {
    if (snapshotAsked.compareAndSet(false, true) && !lane.run(this::takeSnapshot)) {
      snapshotAsked.set(false);
    }
  }

  private void takeSnapshot() {
    snapshotAsked.set(false);
    try {
      driver.snapshot().whenComplete(this::tellSnapshot);
    } catch (RuntimeException | Error e) {
      LOG.error("{} failed at a snapshot", id(), e);
    }
  }

  private void tellSnapshot(@Nullable PbxSnapshot snapshot, @Nullable Throwable failure) {
    if (snapshot != null) {
      tell(snapshot);
    } else {
      // An offline driver tells one by itself when it is back.
      LOG.info("{} has no snapshot now: {}", id(), failure == null ? "" : failure.getMessage());
    }
  }

  private void tell(PbxEvent event) {
    traffic().told(Passages.typeOf(event.getClass()));
    events.offer(event);
  }

  /** Takes no more orders, waits for those in work, stops the driver; bounded by the limits. */
  @Override
  void stop() {
    lane.close();
    lane.drain(limits.drain());
    lane.abandon(missing());
    stopConnector(driver::stop, limits.stop());
    events.close(limits.drain());
  }

  private final class Context extends HostContext implements PbxContext {
    Context() {
      super(PbxInstance.this);
    }

    @Override
    public void emit(PbxEvent event) {
      tell(event);
    }
  }
}
