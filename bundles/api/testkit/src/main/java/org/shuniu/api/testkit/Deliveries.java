// SPDX-License-Identifier: Apache-2.0
package org.shuniu.api.testkit;

import java.time.Instant;
import java.util.Optional;
import org.shuniu.api.base.Actor;
import org.shuniu.api.base.Envelope;
import org.shuniu.api.base.Ids;
import org.shuniu.api.base.Message;
import org.shuniu.api.hub.BusConsumer;
import org.shuniu.api.hub.Subscription;

/** Brings messages to a consumer where no bus is wanted between. */
public final class Deliveries {
  private Deliveries() {}

  /** A message on its way, of a matter of its own. */
  public static <M extends Message> Envelope<M> envelope(M message) {
    return new Envelope<>(
        Ids.next(),
        "test",
        1,
        Instant.now(),
        "test",
        message.key(),
        message.key(),
        Optional.empty(),
        Actor.HUB,
        message);
  }

  /** Has the consumer handle a message, on this thread and in its present transaction, if any. */
  public static void deliver(BusConsumer consumer, Message message) {
    Envelope<?> envelope = envelope(message);
    consumer.subscriptions().forEach(subscription -> offer(subscription, envelope));
  }

  @SuppressWarnings("unchecked")
  static <M extends Message> void offer(Subscription<M> subscription, Envelope<?> envelope) {
    if (!subscription.type().isInstance(envelope.data())) {
      return;
    }
    try {
      subscription.handler().handle((Envelope<M>) envelope);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
