// SPDX-License-Identifier: Apache-2.0
package org.shuniu.api.testkit;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.shuniu.api.base.Actor;
import org.shuniu.api.base.Envelope;
import org.shuniu.api.base.Ids;
import org.shuniu.api.base.Message;
import org.shuniu.api.base.MessageType;
import org.shuniu.api.hub.Bus;
import org.shuniu.api.hub.BusConsumer;
import org.shuniu.api.hub.Subscription;
import org.shuniu.api.hub.Transactions;

/**
 * A bus for unit tests: keeps all that was published and hands it to the consumers on the
 * publishing thread, one message after another, in the order of publication (a message that is
 * published while another is handled waits for its end).
 *
 * <p>Over a store's transactions it keeps what the hub's bus promises about them: a durable message
 * leaves with the commit, and a handler that is called once runs inside a transaction.
 */
public final class FakeBus implements Bus {
  private final List<Envelope<?>> published = new ArrayList<>();
  private final List<BusConsumer> consumers = new ArrayList<>();
  private final Queue<Envelope<?>> waiting = new ArrayDeque<>();
  private final Optional<Transactions> transactions;
  private boolean delivering;

  /** Without a database: durable messages leave at once. */
  public FakeBus() {
    this.transactions = Optional.empty();
  }

  /** Over these transactions. */
  public FakeBus(Transactions transactions) {
    this.transactions = Optional.of(transactions);
  }

  /** Feeds a consumer from now on. */
  public synchronized void register(BusConsumer consumer) {
    consumers.add(consumer);
  }

  /** All messages of one type, oldest first. */
  public synchronized <M extends Message> List<M> published(Class<M> type) {
    return published.stream().map(Envelope::data).filter(type::isInstance).map(type::cast).toList();
  }

  /** All messages, oldest first. */
  public synchronized List<Envelope<?>> published() {
    return List.copyOf(published);
  }

  /** The newest message of one type. */
  public synchronized <M extends Message> Optional<M> last(Class<M> type) {
    List<M> all = published(type);
    return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
  }

  /** Forgets what was published. */
  public synchronized void clear() {
    published.clear();
  }

  @Override
  public String publish(Message message, Actor actor, String correlation) {
    return send(message, correlation, Optional.empty(), actor);
  }

  @Override
  public String publish(Message message, Envelope<?> because) {
    return send(message, because.correlation(), Optional.of(because.id()), because.actor());
  }

  private String send(Message message, String correlation, Optional<String> cause, Actor actor) {
    MessageType type = message.getClass().getAnnotation(MessageType.class);
    if (type == null) {
      throw new IllegalArgumentException("no @MessageType: " + message.getClass());
    }
    Envelope<Message> envelope =
        new Envelope<>(
            Ids.next(),
            type.value(),
            type.version(),
            Instant.now(),
            "test",
            message.key(),
            correlation,
            cause,
            actor,
            message);
    if (type.durable() && transactions.isPresent()) {
      transactions.get().afterCommit(() -> send(envelope));
    } else {
      send(envelope);
    }
    return envelope.id();
  }

  private synchronized void send(Envelope<?> envelope) {
    published.add(envelope);
    waiting.add(envelope);
    deliver();
  }

  private void deliver() {
    if (delivering) {
      return;
    }
    delivering = true;
    try {
      for (Envelope<?> next = waiting.poll(); next != null; next = waiting.poll()) {
        for (BusConsumer consumer : List.copyOf(consumers)) {
          for (Subscription<?> subscription : consumer.subscriptions()) {
            offer(subscription, next);
          }
        }
      }
    } finally {
      delivering = false;
    }
  }

  private void offer(Subscription<?> subscription, Envelope<?> next) {
    boolean wanted = subscription.type().isInstance(next.data());
    if (wanted && subscription.once() && transactions.isPresent()) {
      transactions.get().run(() -> Deliveries.offer(subscription, next));
    } else {
      Deliveries.offer(subscription, next);
    }
  }
}
