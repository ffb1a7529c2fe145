// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.bus;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.shuniu.api.base.Envelope;
import org.shuniu.api.hub.BusConsumer;
import org.shuniu.api.hub.BusRestored;
import org.shuniu.api.hub.Subscription;

/** A consumer that notes what it gets, by key, and fails when told to. */
final class Recorder implements BusConsumer {
  /** What happens at a message before it is noted. */
  interface Trap {
    void spring(String key, int number) throws Exception;
  }

  private final String name;
  private final boolean once;
  private final int concurrency;
  final Map<String, List<Integer>> seen = new ConcurrentHashMap<>();
  final List<Envelope<?>> envelopes = new CopyOnWriteArrayList<>();
  final List<BusRestored> restored = new CopyOnWriteArrayList<>();
  final AtomicInteger count = new AtomicInteger();
  volatile Trap trap = (key, number) -> {};
  volatile Trap inside = (key, number) -> {};

  Recorder(String name, boolean once, int concurrency) {
    this.name = name;
    this.once = once;
    this.concurrency = concurrency;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public int concurrency() {
    return concurrency;
  }

  @Override
  public List<Subscription<?>> subscriptions() {
    return List.of(
        new Subscription<>(
            Messages.Fact.class, once, e -> note(e, e.data().key(), e.data().number())),
        new Subscription<>(
            Messages.OtherFact.class, once, e -> note(e, e.data().key(), e.data().number())),
        Subscription.of(Messages.Lamp.class, e -> note(e, e.data().key(), e.data().number())),
        Subscription.of(BusRestored.class, e -> restored.add(e.data())));
  }

  List<Integer> of(String key) {
    return List.copyOf(seen.getOrDefault(key, List.of()));
  }

  private void note(Envelope<?> envelope, String key, int number) throws Exception {
    trap.spring(key, number);
    inside.spring(key, number);
    envelopes.add(envelope);
    seen.compute(
        key,
        (k, before) -> {
          List<Integer> all = before == null ? new ArrayList<>() : new ArrayList<>(before);
          all.add(number);
          return all;
        });
    count.incrementAndGet();
  }
}
