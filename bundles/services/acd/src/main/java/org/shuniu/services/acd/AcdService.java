// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.acd;

import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.shuniu.api.base.HubException;
import org.shuniu.api.hub.Bus;
import org.shuniu.api.hub.BusConsumer;
import org.shuniu.api.hub.ConsolePresence;
import org.shuniu.api.hub.HealthProbe;
import org.shuniu.api.hub.LinkState;
import org.shuniu.api.hub.LiveUpdate;
import org.shuniu.api.hub.Metrics;
import org.shuniu.api.hub.Subscription;
import org.shuniu.api.hub.Transactions;
import org.shuniu.api.pbx.PbxEvent.DeviceChanged;
import org.shuniu.api.pbx.PbxEvent.PbxLinkChanged;
import org.shuniu.api.pbx.PbxSnapshot;
import org.shuniu.api.services.acd.DequeueContact;
import org.shuniu.api.services.acd.EnqueueContact;
import org.shuniu.api.services.contact.AgentReleased;
import org.shuniu.api.services.contact.AgentServing;
import org.shuniu.api.services.contact.ReservationEnded;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The ACD in its surroundings: fed by the bus, driven by the clock, seen by health and metrics. */
@Component(
    immediate = true,
    configurationPid = "org.shuniu.services.acd",
    service = {AcdService.class, BusConsumer.class, HealthProbe.class})
@Designate(ocd = AcdConfig.class)
public final class AcdService implements BusConsumer, HealthProbe {
  private static final Logger LOG = LoggerFactory.getLogger(AcdService.class);
  private static final long TICK_MS = 50;
  private static final long START_SECONDS = 10;

  private final Bus bus;
  private final Metrics metrics;
  private final Desk desk;
  private final CountDownLatch loaded = new CountDownLatch(1);
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, "acd-timer"));
  private final ScheduledExecutorService keeper =
      Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, "acd-retention"));
  private final Thread writer;
  private final Retention retention;
  private final List<Metrics.Registration> gauges;
  private List<QueueView> shown = List.of();

  /** Starts the ACD; loads in the background, so that a lost database does not end it. */
  @Activate
  public AcdService(
      @Reference Bus bus,
      @Reference Transactions tx,
      @Reference(target = "(osgi.unit.name=acd)") EntityManager em,
      @Reference Metrics metrics,
      AcdConfig config) {
    this.bus = bus;
    this.metrics = metrics;
    Clock clock = Clock.systemUTC();
    this.desk =
        new Desk(
            new AcdStore(em, tx),
            new Tally(em, tx, clock, ZoneId.of(config.timeZone())),
            bus,
            metrics,
            clock,
            Rules.of(config));
    this.retention =
        new Retention(em, tx, clock, ZoneId.of(config.timeZone()), config.historyDays());
    this.writer = new Thread(desk.journal()::run, "acd-journal");
    this.gauges =
        List.of(
            metrics.gauge(
                "acd.waiting", () -> desk.routing().look(s -> s.matcher().waitingAtAll())),
            metrics.gauge("acd.ready", () -> desk.routing().look(s -> s.matcher().readyAtAll())));
    writer.start();
    timer.execute(this::load);
  }

  private void load() {
    try {
      desk.load();
      loaded.countDown();
      timer.scheduleWithFixedDelay(
          safe(desk.routing()::tick), TICK_MS, TICK_MS, TimeUnit.MILLISECONDS);
      timer.scheduleWithFixedDelay(safe(this::showQueues), 1, 1, TimeUnit.SECONDS);
      keeper.execute(this::prune);
    } catch (HubException e) {
      LOG.warn("The agents cannot be loaded yet: {}", e.code());
      timer.schedule(this::load, 1, TimeUnit.SECONDS);
    }
  }

  /** Once now, for a hub that was down at night, then every night; not on the clock's thread. */
  private void prune() {
    safe(retention::prune).run();
    keeper.schedule(this::prune, retention.untilNext().toMillis(), TimeUnit.MILLISECONDS);
  }

  /** A timer whose work throws would never run again. */
  private static Runnable safe(Runnable work) {
    return () -> {
      try {
        work.run();
      } catch (HubException e) {
        LOG.warn("Put off: {}", e.code());
      } catch (RuntimeException e) {
        LOG.error("A timer of the ACD failed", e);
      }
    };
  }

  private void showQueues() {
    desk.tally().roll();
    List<QueueView> now = desk.queues();
    if (!now.equals(shown)) {
      shown = now;
      bus.publish(LiveUpdate.forPermission("queue:read", "queues", now));
    }
  }

  /** The ACD, when it has loaded; {@code acd.starting} if that takes too long. */
  Desk desk() {
    try {
      if (loaded.await(START_SECONDS, TimeUnit.SECONDS)) {
        return desk;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw HubException.capacity("acd.starting", Map.of());
  }

  /** Stops; what was decided is written first. */
  @Deactivate
  void stop() throws InterruptedException {
    gauges.forEach(Metrics.Registration::close);
    timer.shutdownNow();
    keeper.shutdownNow();
    desk.journal().close();
    writer.join(TimeUnit.SECONDS.toMillis(START_SECONDS));
    writer.interrupt();
  }

  @Override
  public String name() {
    return "services.acd";
  }

  @Override
  public List<Subscription<?>> subscriptions() {
    return List.of(
        Subscription.of(EnqueueContact.class, m -> desk().routing().enqueue(m.data(), m.time())),
        Subscription.of(DequeueContact.class, m -> desk().routing().dequeue(m.data().contact())),
        Subscription.of(ReservationEnded.class, m -> ended(m.data())),
        Subscription.of(AgentReleased.class, m -> desk().routing().released(m.data())),
        Subscription.of(AgentServing.class, m -> desk().routing().serving(m.data())),
        Subscription.of(DeviceChanged.class, m -> device(m.data())),
        Subscription.of(PbxLinkChanged.class, m -> link(m.data())),
        Subscription.of(PbxSnapshot.class, m -> desk().routing().snapshot(m.data())),
        Subscription.of(ConsolePresence.class, m -> console(m.data())));
  }

  private void ended(ReservationEnded word) {
    metrics.count("acd.reservations", "outcome", word.outcome().name());
    desk().routing().ended(word);
  }

  private void device(DeviceChanged event) {
    act(r -> r.device(event.pbx(), event.device(), event.state()));
  }

  private void link(PbxLinkChanged event) {
    LinkState.Status status = event.state().status();
    boolean up = status != LinkState.Status.OFFLINE && status != LinkState.Status.STOPPED;
    act(r -> r.link(event.pbx(), up));
  }

  private void console(ConsolePresence event) {
    act(r -> r.console(event.userId(), event.present()));
  }

  private void act(Consumer<Roster> work) {
    desk()
        .routing()
        .roster(
            r -> {
              work.accept(r);
              return true;
            });
  }

  @Override
  public Health check() {
    if (loaded.getCount() > 0) {
      return Health.down("agents not loaded");
    }
    return desk.journal().stalled()
        ? Health.degraded("states of agents cannot be written; nobody is reserved")
        : Health.up();
  }
}
