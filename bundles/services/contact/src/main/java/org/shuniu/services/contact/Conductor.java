// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.contact;

import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.shuniu.api.base.HubException;
import org.shuniu.api.base.Message;
import org.shuniu.api.hub.Bus;
import org.shuniu.api.hub.LiveUpdate;
import org.shuniu.api.hub.Transactions;
import org.shuniu.api.pbx.PbxCommand;
import org.shuniu.api.pbx.PbxEvent.CallOffered;
import org.shuniu.api.services.contact.ContactState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out what the {@link Machine} decides, one happening at a time for each call: writes the
 * row and its facts in one transaction, then sends the orders. While the database is away calls go
 * on: what could not be written is kept and written later, in order. While the bus is away orders
 * are lost, and a snapshot of the switches sets it right afterwards.
 */
@Component(service = Conductor.class, configurationPid = "org.shuniu.services.contact")
@Designate(ocd = ContactConfig.class)
public class Conductor {
  private static final Logger LOG = LoggerFactory.getLogger(Conductor.class);
  private static final Duration STORE_PAUSE = Duration.ofSeconds(1);
  private static final int BATCH = 50;

  /** Recording and wrap-up mostly follow so soon that it spares reading the call again. */
  private static final Duration AFTERWARDS = Duration.ofSeconds(90);

  private static final int MOST_KEPT = 20_000;

  final Settings settings;
  final Machine machine;
  final Calls calls;
  final CallStore store;
  final Clock clock;
  final Post post;
  private final Neighbours neighbours;
  private final AreaCodes areas;
  private final Executor worker;
  private volatile Instant storeAwayUntil = Instant.MIN;

  /** Made by the component runtime. */
  @Activate
  public Conductor(
      ContactConfig config,
      @Reference Bus bus,
      @Reference(target = "(osgi.unit.name=contact)") EntityManager entityManager,
      @Reference Transactions transactions,
      @Reference Neighbours neighbours,
      @Reference AreaCodes areas) {
    this(
        Settings.of(config),
        bus,
        new CallStore(entityManager, transactions, bus),
        neighbours,
        areas,
        Clock.systemUTC(),
        Executors.newFixedThreadPool(2, task -> new Thread(task, "shuniu-contact-speech")));
  }

  Conductor(
      Settings settings,
      Bus bus,
      CallStore store,
      Neighbours neighbours,
      AreaCodes areas,
      Clock clock,
      Executor worker) {
    this.settings = settings;
    this.post = new Post(bus);
    this.store = store;
    this.neighbours = neighbours;
    this.areas = areas;
    this.clock = clock;
    this.worker = worker;
    this.machine = new Machine(settings, new Texts(settings.language()));
    this.calls = new Calls(store);
  }

  /** Writes what is not written yet. */
  @Deactivate
  void stop() {
    storeAwayUntil = Instant.MIN;
    flush();
    if (worker instanceof ExecutorService service) {
      service.shutdownNow();
    }
  }

  /** A change of one call. */
  @FunctionalInterface
  interface Decision {
    void on(Call call, Effects out);
  }

  /** Something was heard of a call. False if there is no such call. */
  boolean hear(String id, Decision decision) {
    return apply(
        id,
        (call, out) -> {
          call.touched = out.now;
          call.missing.clear();
          decision.on(call, out);
        });
  }

  /** Changes a call and carries out what follows. False if there is no such call. */
  boolean apply(String id, Decision decision) {
    return calls.locked(
        id,
        () -> {
          Optional<Call> call = calls.find(id);
          call.ifPresent(known -> decide(known, decision));
          return call.isPresent();
        });
  }

  /** Looks at a call, wherever it is. */
  <T> Optional<T> look(String id, Function<Call, T> view) {
    return calls.locked(id, () -> calls.find(id).map(view));
  }

  /** A new call; a known one is told again without harm. */
  void offered(CallOffered event) {
    calls.locked(
        event.call(),
        () -> {
          Optional<Call> known = known(event.call());
          if (known.isPresent()) {
            known.filter(call -> call.data.isEmpty()).ifPresent(call -> call.attach(event.data()));
          } else {
            Call call = call(event);
            calls.keep(call);
            decide(call, machine::begin);
          }
          return true;
        });
  }

  private Optional<Call> known(String id) {
    try {
      return calls.find(id);
    } catch (HubException e) {
      if (!e.retryable()) {
        throw e;
      }
      // The database is away: a citizen is not turned away for that.
      return Optional.empty();
    }
  }

  private Call call(CallOffered event) {
    Instant at = event.time();
    Call call =
        new Call(event.call(), event.pbx(), event.leg(), event.caller(), event.called(), at);
    call.touched = clock.instant();
    call.region = areas.region(event.caller());
    call.attach(event.data());
    call.legs.put(event.leg(), Leg.begin(event.leg(), Leg.Kind.CALLER, event.caller(), at));
    return call;
  }

  private void decide(Call call, Decision decision) {
    try (var context = Story.about(call.id)) {
      Effects out = new Effects(clock.instant());
      boolean answered = call.served();
      decision.on(call, out);
      if (!answered && call.served()) {
        call.waited().ifPresent(waited -> neighbours.time("contact.wait", waited));
      }
      carryOut(call, out);
    }
  }

  private void carryOut(Call call, Effects out) {
    // Facts go first: who acts on an order finds the row as it is. An order without a fact
    // does not wait for the disk.
    if (!call.facts.isEmpty()) {
      save(call);
    }
    out.orders.forEach(order -> send(call, order, out.now));
    if (out.save && call.unsaved()) {
      save(call);
    }
    out.counts.forEach(count -> neighbours.count(count.name(), count.tags()));
    out.pushes.forEach(push -> show(call, push));
    settle(call, out.now);
    out.says.forEach(say -> speak(call.id, say));
  }

  private void send(Call call, Message order, Instant now) {
    if (order instanceof PbxCommand) {
      call.touched = now;
    }
    post.send(order);
  }

  private void show(Call call, Effects.Push push) {
    Contact view = Views.contact(call, neighbours.capabilities(call.pbx));
    post.send(LiveUpdate.forUser(push.userId(), push.event(), view));
  }

  private void speak(String id, Effects.Say say) {
    neighbours
        .say(say.text(), settings.language(), settings.speech())
        .thenAcceptAsync(
            audio -> apply(id, (call, out) -> machine.spoken(call, say.request(), audio, out)),
            worker);
  }

  private void save(Call call) {
    if (!storeAwayUntil.isAfter(clock.instant())) {
      save(List.of(call));
    }
  }

  private boolean save(List<Call> batch) {
    try {
      store.save(batch);
      return true;
    } catch (HubException e) {
      unsaved(batch, e);
    } catch (RuntimeException e) {
      LOG.error("{} contacts were not written", batch.size(), e);
      storeAwayUntil = clock.instant().plus(STORE_PAUSE);
    }
    return false;
  }

  private void unsaved(List<Call> batch, HubException e) {
    LOG.warn("{} contacts were not written yet: {}", batch.size(), e.code());
    if (!e.code().equals("store.conflict")) {
      storeAwayUntil = clock.instant().plus(STORE_PAUSE);
    } else if (batch.size() == 1) {
      // Another hub has gone on with it; what it wrote is read at the next occasion.
      calls.forget(batch.get(0));
    }
  }

  /** Writes what waits to be written, many calls to a transaction. */
  void flush() {
    if (storeAwayUntil.isAfter(clock.instant())) {
      return;
    }
    calls.together(
        BATCH,
        Call::unsaved,
        batch -> {
          // One row that cannot be written shall not keep the others from it.
          if (!save(batch) && batch.size() > 1) {
            batch.forEach(call -> save(List.of(call)));
          }
        });
  }

  /** Forgets a call that is over and written, when nothing more is to come. */
  void settle(Call call, Instant now) {
    if (call.endedAt == null || call.unsaved() || !call.openLegs().isEmpty()) {
      return;
    }
    boolean more =
        call.recordings.values().stream().anyMatch(Recording::open)
            || call.is(ContactState.AFTER_CONTACT_WORK);
    boolean fresh = call.endedAt.plus(AFTERWARDS).isAfter(now);
    if (!more || !fresh || calls.underWay().size() > MOST_KEPT) {
      calls.forget(call);
    }
  }
}
