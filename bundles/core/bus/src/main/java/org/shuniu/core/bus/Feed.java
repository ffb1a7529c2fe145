// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.bus;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.activemq.artemis.api.core.client.SessionFailureListener;
import org.jspecify.annotations.Nullable;
import org.shuniu.api.base.HubException;
import org.shuniu.api.hub.Metrics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Feeds one consumer, from its registration to its end, over all connections to the broker. */
final class Feed {
  private static final Logger LOG = LoggerFactory.getLogger(Feed.class);
  private static final Duration NOTE_AGAIN = Duration.ofSeconds(1);

  private final String name;
  private final Sink sink;
  private final DeadLetters letters;
  private final Inflow inflow;
  private final Options options;
  private final Patience patience;
  private final KeyedWork<Delivery> work;

  /** Keys whose messages are put aside; known once the table could be read. */
  private final Set<String> parked = ConcurrentHashMap.newKeySet();

  private boolean parkedKnown;
  private boolean stopped;
  private @Nullable Intake intake;
  private Metrics.Registration lag = () -> {};

  Feed(
      String name,
      int concurrency,
      Sink sink,
      DeadLetters letters,
      Inflow inflow,
      Options options,
      Executor threads,
      ScheduledExecutorService timer) {
    this.name = name;
    this.sink = sink;
    this.letters = letters;
    this.inflow = inflow;
    this.options = options;
    this.patience = new Patience(options.maxTries(), options.retryWindow());
    this.work = new KeyedWork<>(concurrency, threads, timer, this::deliver);
  }

  String name() {
    return name;
  }

  /** Takes messages from this broker; throws if that does not work now. */
  synchronized void attach(Broker broker, SessionFailureListener onFailure) throws Exception {
    if (stopped || intake != null) {
      return;
    }
    if (!parkedKnown) {
      parked.addAll(letters.keys(name));
      parkedKnown = true;
    }
    broker.bind(name, sink.tags());
    intake =
        new Intake(
            broker.connect(),
            name,
            options.prefetch(),
            delivery -> work.add(delivery.parcel().key(), delivery),
            onFailure);
    lag = inflow.lag(() -> broker.depth(name));
  }

  /** The broker is going; what waits here is delivered again when it is back. */
  synchronized void detach() {
    lag.close();
    lag = () -> {};
    if (intake != null) {
      intake.close();
      intake = null;
    }
  }

  /** No further message is begun; returns when those in work are done, within bounds. */
  void stop() {
    synchronized (this) {
      stopped = true;
      if (intake != null) {
        intake.pause();
      }
    }
    if (!work.close(options.drain())) {
      LOG.warn("Consumer {} was still at work when its time to drain was over", name);
    }
    detach();
  }

  /** Whether this consumer is being fed. */
  synchronized boolean attached() {
    return intake != null;
  }

  /** Handles what was put aside for this key, in its order, ahead of what arrives. */
  void redeliver(String key) {
    work.add(key, new Delivery(new Parcel("", "", key, true, new byte[0]), new Reopening(key)));
  }

  /** Looks whether the key has anything put aside any more. */
  void discarded(String key) {
    if (letters.of(name, key).isEmpty()) {
      parked.remove(key);
    }
  }

  private Optional<Duration> deliver(Delivery delivery) {
    if (!delivery.origin().current()) {
      return settle(delivery);
    }
    try {
      if (delivery.origin() instanceof Reopening reopening) {
        reopening.run();
        return Optional.empty();
      }
      if (delivery.verdict().isPresent()) {
        return park(delivery, delivery.verdict().get());
      }
      if (delivery.parcel().durable() && parked.contains(delivery.parcel().key())) {
        return park(delivery, DeadLetters.BEHIND);
      }
      return handle(delivery);
    } catch (HubException e) {
      LOG.debug("Consumer {}: a dead letter is noted later: {}", name, e.getMessage());
      return Optional.of(NOTE_AGAIN);
    } catch (RuntimeException e) {
      LOG.error("Consumer {}: unexpected", name, e);
      return Optional.of(NOTE_AGAIN);
    }
  }

  private Optional<Duration> handle(Delivery delivery) {
    Parcel parcel = delivery.parcel();
    delivery.begin();
    long start = System.nanoTime();
    try {
      sink.handle(parcel, delivery.origin().letter(), letters::delete);
    } catch (Exception | Error e) {
      Exception fault = e instanceof Exception known ? known : new IllegalStateException(e);
      return failed(delivery, fault, System.nanoTime() - start);
    } finally {
      Subject.leave();
    }
    inflow.handled(parcel, System.nanoTime() - start);
    return settle(delivery);
  }

  private Optional<Duration> failed(Delivery delivery, Exception fault, long nanos) {
    Parcel parcel = delivery.parcel();
    String reason = String.valueOf(fault instanceof HubException ? fault.getMessage() : fault);
    inflow.failed(parcel, nanos, reason);
    if (!parcel.durable()) {
      logFault("Consumer {} failed at {} {}, which is not tried again", delivery, fault);
      return settle(delivery);
    }
    Optional<Duration> again =
        patience.next(fault, delivery.tries(), delivery.nanosSinceFirstTry());
    if (again.isPresent()) {
      LOG.debug(
          "Consumer {} failed at {} {}: {}", name, parcel.tag(), parcel.id(), fault.toString());
      return again;
    }
    logFault("Consumer {} failed at {} {}, which is a dead letter now", delivery, fault);
    delivery.giveUp(reason);
    return park(delivery, reason);
  }

  /** A stack trace means a bug; what somebody else has to mend needs none. */
  private void logFault(String text, Delivery delivery, Exception fault) {
    Parcel parcel = delivery.parcel();
    if (fault instanceof HubException hub && hub.kind() != HubException.Kind.INTERNAL) {
      LOG.warn(text + ": {}", name, parcel.tag(), parcel.id(), fault.getMessage());
    } else {
      LOG.error(text, name, parcel.tag(), parcel.id(), fault);
    }
  }

  private Optional<Duration> park(Delivery delivery, String reason) {
    Optional<String> letter = delivery.origin().letter();
    if (letter.isEmpty()) {
      letters.park(name, delivery.parcel(), reason, delivery.tries());
    } else if (!reason.equals(DeadLetters.BEHIND)) {
      letters.failedAgain(letter.get(), reason, delivery.tries());
    }
    parked.add(delivery.parcel().key());
    inflow.dead(delivery.parcel(), reason);
    if (letter.isEmpty()) {
      settle(delivery);
    }
    return Optional.empty();
  }

  private static Optional<Duration> settle(Delivery delivery) {
    delivery.origin().settle();
    return Optional.empty();
  }

  /** Runs in its place among the messages of the key, so nothing overtakes. */
  private final class Reopening implements Delivery.Origin {
    private final String key;

    Reopening(String key) {
      this.key = key;
    }

    void run() {
      List<DeadLetterRow> rows = letters.of(name, key);
      parked.remove(key);
      work.addNext(
          key, rows.stream().map(row -> new Delivery(row.parcel(), new Letter(row.id))).toList());
    }

    @Override
    public void settle() {}

    @Override
    public boolean current() {
      return true;
    }
  }

  private final class Letter implements Delivery.Origin {
    private final String id;

    Letter(String id) {
      this.id = id;
    }

    @Override
    public void settle() {
      letters.delete(id);
    }

    @Override
    public boolean current() {
      return true;
    }

    @Override
    public Optional<String> letter() {
      return Optional.of(id);
    }
  }
}
