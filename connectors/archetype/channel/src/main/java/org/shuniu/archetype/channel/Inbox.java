// SPDX-License-Identifier: Apache-2.0
package org.shuniu.archetype.channel;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.shuniu.api.base.HubException;
import org.shuniu.api.channel.spi.ChannelContext;
import org.shuniu.api.channel.spi.IncomingText;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the gateway again and again for what came in, one question after another. What the hub has
 * stored is told with the next question; what it could not store comes again. Whether the gateway
 * answers shows how the link stands.
 */
final class Inbox implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Inbox.class);

  private static final Duration STORED_WITHIN = Duration.ofSeconds(3);

  private final Settings settings;
  private final Gateway gateway;
  private final Wire wire;
  private final ChannelContext context;
  private final Standing standing;
  private final ReentrantLock storing = new ReentrantLock();
  private volatile boolean closed;

  Inbox(Settings settings, Gateway gateway, Wire wire, ChannelContext context, Standing standing) {
    this.settings = settings;
    this.gateway = gateway;
    this.wire = wire;
    this.context = context;
    this.standing = standing;
  }

  /** Begins to ask. */
  void open() {
    later(List.of(), 0);
  }

  private void later(List<String> stored, long pauseMs) {
    try {
      context.scheduler().schedule(() -> poll(stored), pauseMs, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      LOG.debug("{}: stopped while asking", context.instance());
    }
  }

  private void poll(List<String> stored) {
    if (closed) {
      return;
    }
    try {
      wire.send(gateway.poll(stored), answer -> store(gateway.happenings(answer)))
          .whenComplete((now, fault) -> polled(stored, now, fault));
    } catch (HubException e) {
      polled(stored, List.of(), e);
    }
  }

  private void polled(List<String> stored, List<String> now, @Nullable Throwable fault) {
    if (closed) {
      return;
    }
    if (fault == null) {
      standing.online();
      later(now, now.isEmpty() ? settings.poll().toMillis() : 0);
    } else {
      standing.offline(Faults.state(fault));
      later(stored, settings.poll().toMillis());
    }
  }

  /** Stores one after another until the hub has no room; returns what is stored. */
  private List<String> store(List<Gateway.Happening> happenings) {
    List<String> stored = new ArrayList<>();
    storing.lock();
    try {
      for (Gateway.Happening happening : happenings) {
        if (closed || !told(happening)) {
          break;
        }
        stored.add(happening.id());
      }
    } finally {
      storing.unlock();
    }
    return stored;
  }

  private boolean told(Gateway.Happening happening) {
    try {
      tell(happening);
      return true;
    } catch (HubException e) {
      LOG.warn("{}: {} could not be stored now: {}", context.instance(), happening.id(), e.code());
      return false;
    }
  }

  private void tell(Gateway.Happening happening) {
    switch (happening.kind()) {
      case "text" ->
          context.received(
              new IncomingText(
                  happening.id(),
                  happening.text("from"),
                  happening.text("to"),
                  happening.text("text")));
      case "report" ->
          context.reported(
              happening.text("part"), happening.text("reason").isEmpty(), happening.text("reason"));
      default -> LOG.warn("{}: a {} is not known", context.instance(), happening.kind());
    }
  }

  /** Waits for what is being stored: whoever writes to a database is not to be interrupted. */
  @Override
  public void close() {
    closed = true;
    try {
      if (storing.tryLock(STORED_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
        storing.unlock();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
