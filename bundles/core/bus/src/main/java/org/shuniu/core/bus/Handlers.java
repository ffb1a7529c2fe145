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

/** Decodes a parcel for one consumer and calls the handler that asked for its type. */
final class Handlers implements Sink {
  private final String consumer;
  private final Map<String, Subscription<?>> byTag;
  private final Map<String, Subject> subjects;
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
    this.subjects =
        subscriptions.stream()
            .collect(Collectors.toMap(s -> Codec.tagOf(s.type()), s -> Subject.of(s.type())));
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
    Envelope<M> envelope = decode(subscription, parcel);
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(subscription.handler().getClass().getClassLoader());
    try {
      if (subscription.once()) {
        once(subscription, envelope, letter, delete);
      } else {
        subscription.handler().handle(envelope);
      }
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  /** Whoever tells how the handling ended finds the message's ids in the log's context. */
  private <M extends Message> Envelope<M> decode(Subscription<M> subscription, Parcel parcel) {
    try {
      Envelope<M> envelope = codec.decode(parcel.body(), subscription.type());
      Subject subject = subjects.get(parcel.tag());
      if (subject != null) {
        subject.enter(envelope);
      }
      return envelope;
    } catch (HubException e) {
      Subject.enter(parcel.key());
      throw e;
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
