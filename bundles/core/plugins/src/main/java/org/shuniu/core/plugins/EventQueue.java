// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.plugins;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.shuniu.api.base.HubException;
import org.shuniu.api.base.Message;
import org.shuniu.api.base.MessageType;
import org.shuniu.api.hub.Bus;
import org.shuniu.api.hub.Metrics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what one connector tells, without blocking it, and publishes it in the same order on a
 * thread of its own. Where the bus refuses an event, or the queue is full, events are lost; as soon
 * as the bus takes events again the gap is reported, so that the host can ask for the whole state.
 */
final class EventQueue {
  private static final Logger LOG = LoggerFactory.getLogger(EventQueue.class);
  private static final int CAPACITY = 50_000;
  private static final Message END = () -> "end";

  private final ConnectorId id;
  private final Bus bus;
  private final Metrics metrics;
  private final Runnable onGap;
  private final BlockingQueue<Message> waiting = new LinkedBlockingQueue<>(CAPACITY);
  private final Thread thread;
  private volatile boolean closed;
  private volatile boolean gap;

  /**
   * Starts publishing.
   *
   * @param onGap called on the queue's thread when events were lost and the bus works again
   */
  EventQueue(ConnectorId id, Bus bus, Metrics metrics, Runnable onGap) {
    this.id = id;
    this.bus = bus;
    this.metrics = metrics;
    this.onGap = onGap;
    this.thread = Instance.thread(id, "events", this::run);
    thread.start();
  }

  /** Tells something; nothing is taken any more after {@link #close}. */
  void offer(Message event) {
    if (!closed && !waiting.offer(event)) {
      lost(event, "overflow");
    }
  }

  int size() {
    return waiting.size();
  }

  /**
   * Publishes what waits, at most for so long, and ends. The thread is not interrupted: a broker's
   * client takes that badly.
   */
  void close(Duration limit) {
    closed = true;
    waiting.offer(END);
    try {
      thread.join(limit.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      for (Message next = waiting.take(); next != END; next = waiting.take()) {
        publish(next);
        if (closed && waiting.isEmpty()) {
          return;
        }
      }
    } catch (InterruptedException e) {
      LOG.warn("{}: the thread of its events was interrupted", id);
    }
  }

  private void publish(Message event) {
    try {
      bus.publish(event);
      metrics.count("connector.events", "seam", id.seam(), "instance", id.instance());
    } catch (HubException e) {
      lost(event, e.code());
      return;
    } catch (RuntimeException e) {
      LOG.error("{} told a {} that cannot be published", id, type(event), e);
      lost(event, "failed");
      return;
    }
    if (gap) {
      gap = false;
      LOG.warn("{} lost events while the bus was away, its state is asked for", id);
      onGap.run();
    }
  }

  private void lost(Message event, String why) {
    if (!gap) {
      LOG.warn("{}: {} was lost: {}", id, type(event), why);
    }
    gap = true;
    metrics.count(
        "connector.events.lost", "seam", id.seam(), "instance", id.instance(), "reason", why);
  }

  private static String type(Message event) {
    MessageType type = event.getClass().getAnnotation(MessageType.class);
    return type == null ? event.getClass().getName() : type.value();
  }
}
