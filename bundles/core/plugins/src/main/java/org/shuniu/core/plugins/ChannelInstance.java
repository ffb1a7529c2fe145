// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.plugins;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.shuniu.api.base.HubException;
import org.shuniu.api.channel.ChannelEvent;
import org.shuniu.api.channel.spi.ChannelContext;
import org.shuniu.api.channel.spi.IncomingText;
import org.shuniu.api.channel.spi.OutgoingText;
import org.shuniu.api.channel.spi.TextChannel;
import org.shuniu.api.hub.Connectors;
import org.shuniu.api.hub.LinkState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One channel that runs. It is started and given its texts on one thread of its own. */
@SuppressWarnings({
  "FutureReturnValueIgnored",
  "CollectionUndefinedEquality"
}) // each tells by itself
final class ChannelInstance implements Roster.Member, Backlog.Worker<TextRow> {
  private static final Logger LOG = LoggerFactory.getLogger(ChannelInstance.class);
  private static final String BLOCKED = "channel.driver.blocked";
  private static final int WAITING = 10_000;

  private final Instance instance;
  private final TextChannel channel;
  private final ChannelDesk desk;
  private final Crew crew;
  private final Set<CompletableFuture<List<String>>> pending = ConcurrentHashMap.newKeySet();
  private final ThreadPoolExecutor worker;
  private volatile boolean accepting = true;
  private volatile boolean working;

  ChannelInstance(ConnectorId id, TextChannel channel, ChannelDesk desk) {
    this.channel = channel;
    this.desk = desk;
    this.instance = new Instance(id, desk.clock(), desk.home(), this::linkChanged);
    this.crew = new Crew(desk.clock(), desk.bounds().jobs());
    this.worker = Instance.worker(id, WAITING);
  }

  @Override
  public ConnectorId id() {
    return instance.id();
  }

  @Override
  public String instance() {
    return id().instance();
  }

  @Override
  public Crew crew() {
    return crew;
  }

  @Override
  public Connectors.Status status() {
    return instance.status(Set.of());
  }

  @Override
  public void start() {
    ChannelContext context = new Context();
    worker.execute(
        () -> {
          instance.start(() -> channel.start(context), desk.limits().start());
          if (accepting) {
            crew.admit();
            desk.wake();
          }
        });
  }

  private void linkChanged(LinkState state) {
    desk.tell(new ChannelEvent.ChannelLinkChanged(instance(), state, state.since()));
    if (state.status() == LinkState.Status.ONLINE) {
      crew.linkFound();
      desk.wake();
    }
  }

  /** What a carrier has taken it cannot give back. */
  @Override
  public boolean once(TextRow row) {
    return true;
  }

  @Override
  public void give(TextRow row) {
    long begin = System.nanoTime();
    AtomicBoolean called = new AtomicBoolean();
    CompletableFuture<List<String>> sent = new CompletableFuture<>();
    pending.add(sent);
    try {
      worker.execute(() -> send(row, called, sent));
    } catch (RejectedExecutionException e) {
      sent.completeExceptionally(offline());
    }
    sent.orTimeout(desk.bounds().attempt().toMillis(), TimeUnit.MILLISECONDS)
        .whenComplete(
            (ids, failure) -> {
              pending.remove(sent);
              if (failure instanceof TimeoutException && working) {
                instance.fault(BLOCKED);
              }
              desk.tried(
                  this,
                  row,
                  Optional.ofNullable(ids),
                  Optional.ofNullable(failure),
                  called.get(),
                  Duration.ofNanos(System.nanoTime() - begin));
            });
  }

  private void send(TextRow row, AtomicBoolean called, CompletableFuture<List<String>> sent) {
    if (sent.isDone()) {
      return;
    }
    called.set(true);
    working = true;
    try {
      channel
          .send(
              new OutgoingText(
                  row.id, String.valueOf(row.recipient), String.valueOf(row.content), row.expires))
          .whenComplete((ids, failure) -> pass(ids, failure, sent));
    } catch (RuntimeException | LinkageError e) {
      sent.completeExceptionally(e);
    } finally {
      working = false;
      instance.mended(BLOCKED);
    }
  }

  private static void pass(
      @Nullable List<String> ids,
      @Nullable Throwable failure,
      CompletableFuture<List<String>> sent) {
    if (failure != null) {
      sent.completeExceptionally(failure);
    } else {
      sent.complete(ids);
    }
  }

  private HubException offline() {
    return HubException.external("channel.link.offline", Map.of("channel", instance()));
  }

  @Override
  public void stop() {
    accepting = false;
    crew.dismiss();
    Instance.drain(pending, desk.limits().drain());
    worker.shutdown();
    instance.stop(channel::stop, desk.limits().stop());
    if (!pending.isEmpty()) {
      LOG.warn("{} is stopped with {} texts in work", id(), pending.size());
    }
    pending.forEach(
        sent -> sent.completeExceptionally(HubException.external("channel.uncertain", Map.of())));
    worker.shutdownNow();
  }

  private final class Context extends HostContext implements ChannelContext {
    Context() {
      super(instance);
    }

    @Override
    public void received(IncomingText text) {
      desk.received(instance(), text);
    }

    @Override
    public void reported(String carrierId, boolean delivered, String reason) {
      desk.reported(new CarrierKey(instance(), carrierId), delivered, reason);
    }
  }
}
