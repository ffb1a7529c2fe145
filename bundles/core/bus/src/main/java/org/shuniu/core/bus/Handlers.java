// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.bus;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.shuniu.api.base.Envelope;
import org.shuniu.api.base.HubException;
import org.shuniu.api.base.Message;
import org.shuniu.api.hub.Subscription;
import org.shuniu.api.hub.Transactions;
import org.slf4j.MDC;

/** Decodes a parcel for one consumer and calls the handler that asked for its type. */
final class Handlers implements Sink {
  private final String consumer;
  private final Map<String, Subscription<?>> byTag;
  private final Codec codec;
  private final Inbox inbox;
  private final Transactions transactions;

  Handlers(
      String consumer,
      List<Subscription<?>> subscriptions,
      Codec codec,
      Inbox inbox,
      Transactions transactions) {
    this.consumer = consumer;
    this.byTag =
        subscriptions.stream()
            .collect(Collectors.toMap(s -> Codec.tagOf(s.type()), Function.identity()));
    this.codec = codec;
    this.inbox = inbox;
    this.transactions = transactions;
  }

  @Override
  public Set<String> tags() {
    return byTag.keySet();
  }

  @Override
  public void handle(Parcel parcel, Optional<String> letter, Consumer<String> delete)
      throws Exception {
    Subscription<?> subscription = byTag.get(parcel.tag());
    if (subscription != null) {
      call(subscription, parcel, letter, delete);
    }
    // Else the queue held it from a time when the consumer still asked for this type.
  }

  private <M extends Message> void call(
      Subscription<M> subscription, Parcel parcel, Optional<String> letter, Consumer<String> delete)
      throws Exception {
    Envelope<M> envelope = codec.decode(parcel.body(), subscription.type());
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(subscription.handler().getClass().getClassLoader());
    MDC.put("contact", envelope.correlation());
    try {
      if (subscription.once()) {
        once(subscription, envelope, letter, delete);
      } else {
        subscription.handler().handle(envelope);
      }
    } finally {
      MDC.remove("contact");
      thread.setContextClassLoader(before);
    }
  }

  private <M extends Message> void once(
      Subscription<M> subscription,
      Envelope<M> envelope,
      Optional<String> letter,
      Consumer<String> delete)
      throws Exception {
    try {
      transactions.run(
          () -> {
            if (inbox.first(consumer, envelope.id())) {
              letter.ifPresent(delete);
              unchecked(subscription, envelope);
            }
          });
    } catch (Checked e) {
      throw e.cause;
    }
  }

  private static <M extends Message> void unchecked(Subscription<M> to, Envelope<M> envelope) {
    try {
      to.handler().handle(envelope);
    } catch (HubException e) {
      throw e;
    } catch (Exception e) {
      throw new Checked(e);
    }
  }

  /** Carries a checked exception out of a transaction. */
  private static final class Checked extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final Exception cause;

    Checked(Exception cause) {
      super(cause);
      this.cause = cause;
    }
  }
}
