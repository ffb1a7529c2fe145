// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.monitor;

import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.Designate;
import org.shuniu.api.base.HubException;
import org.shuniu.api.hub.Bus;
import org.shuniu.api.hub.BusConsumer;
import org.shuniu.api.hub.Subscription;
import org.shuniu.api.hub.Transactions;
import org.shuniu.api.hub.UserDirectory;
import org.shuniu.api.services.acd.AgentStateChanged;
import org.shuniu.api.services.acd.Floor;
import org.shuniu.api.services.contact.ContactAnswered;
import org.shuniu.api.services.contact.ContactEnded;
import org.shuniu.api.services.contact.ContactOffered;
import org.shuniu.api.services.contact.ContactQueued;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The monitor in the hub: its place at the bus, and what it does by the clock. Facts wait until
 * what was counted before is counted again.
 */
@Component(
    immediate = true,
    configurationPid = "org.shuniu.services.monitor",
    service = {MonitorService.class, BusConsumer.class})
@Designate(ocd = MonitorConfig.class)
public class MonitorService implements BusConsumer {
  private static final Logger LOG = LoggerFactory.getLogger(MonitorService.class);
  private static final int PARALLEL = 8;
  private static final long START_SECONDS = 10;

  /** Covers the last 24 hours, which begin with a whole hour, and today. */
  private static final Duration COUNTED = Duration.ofHours(25);

  /** Nobody waits or talks for longer; its end was lost. */
  private static final Duration LONGEST_CONTACT = Duration.ofHours(24);

  private final Clock clock;
  private final Settings settings;
  private final Tallies tallies;
  private final Facts facts;
  private final AgentTimes times;
  private final Crowd crowd;
  private final Wall wall;
  private final Watches watches;
  private final Messages messages;
  private final Retention retention;
  private final CountDownLatch loaded = new CountDownLatch(1);
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(work -> thread(work, "shuniu-monitor"));
  private final ScheduledExecutorService keeper =
      Executors.newSingleThreadScheduledExecutor(work -> thread(work, "shuniu-monitor-keeper"));

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile @Nullable Floor floor;

  /** Made by the component runtime. */
  @Activate
  public MonitorService(
      @Reference(target = "(osgi.unit.name=monitor)") EntityManager em,
      @Reference Transactions tx,
      @Reference Bus bus,
      @Reference UserDirectory directory,
      MonitorConfig config) {
    this(em, tx, bus, directory, Clock.systemUTC(), Settings.of(config));
    timer.execute(this::start);
    keeper.scheduleWithFixedDelay(this::keep, 10, 60 * 60, TimeUnit.SECONDS);
  }

  MonitorService(
      EntityManager em,
      Transactions tx,
      Bus bus,
      UserDirectory directory,
      Clock clock,
      Settings settings) {
    this.clock = clock;
    this.settings = settings;
    this.tallies = new Tallies(clock, settings.zone(), settings.rules());
    this.facts = new Facts(em, tx, tallies, settings.lines());
    this.times = new AgentTimes(em, tx, clock, settings.zone());
    this.crowd = new Crowd(() -> Optional.ofNullable(floor), directory, clock);
    this.wall = new Wall(tallies, times, crowd, settings, clock);
    this.watches = new Watches(wall, bus, clock);
    this.messages = new Messages(em, tx, bus, clock);
    this.retention = new Retention(em, tx);
  }

  private static Thread thread(Runnable work, String name) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    return thread;
  }

  /** Called by the component runtime. */
  @Deactivate
  public void deactivate() {
    timer.shutdownNow();
    keeper.shutdownNow();
  }

  private void start() {
    try {
      load();
      timer.scheduleWithFixedDelay(this::tick, 0, 1, TimeUnit.SECONDS);
    } catch (HubException e) {
      LOG.warn("The figures of today cannot be counted yet: {}", e.code());
      timer.schedule(this::start, 1, TimeUnit.SECONDS);
    }
  }

  /** Counts again what the tables hold; facts are taken from then on. */
  void load() {
    facts.load(clock.instant().minus(COUNTED));
    times.load();
    loaded.countDown();
  }

  /** Tells the consoles what changed. */
  void tick() {
    guarded(
        () -> {
          crowd.refresh();
          watches.tell();
        });
  }

  /** Removes what is old. */
  void keep() {
    guarded(
        () -> {
          int lost = tallies.forgetBefore(clock.instant().minus(LONGEST_CONTACT));
          if (lost > 0) {
            LOG.warn("{} contacts never ended and are shown no more", lost);
          }
          retention.prune(clock.instant().minus(settings.history()));
        });
  }

  private static void guarded(Runnable work) {
    try {
      work.run();
    } catch (HubException e) {
      LOG.warn("Put off: {}", e.code());
    } catch (RuntimeException e) {
      LOG.error("A timer of the monitor failed", e);
    }
  }

  @Override
  public String name() {
    return "services.monitor";
  }

  @Override
  public int concurrency() {
    return PARALLEL;
  }

  @Override
  public List<Subscription<?>> subscriptions() {
    return List.of(
        Subscription.once(ContactOffered.class, fact -> ready(facts).offered(fact.data())),
        Subscription.once(ContactQueued.class, fact -> ready(facts).queued(fact.data())),
        Subscription.once(ContactAnswered.class, fact -> ready(facts).answered(fact.data())),
        Subscription.once(ContactEnded.class, fact -> ready(facts).ended(fact.data())),
        Subscription.once(AgentStateChanged.class, fact -> ready(times).changed(fact.data())));
  }

  /** Waits until all is loaded; {@code monitor.starting} if that takes too long. */
  private <T> T ready(T part) {
    try {
      if (loaded.await(START_SECONDS, TimeUnit.SECONDS)) {
        return part;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw HubException.capacity("monitor.starting", Map.of());
  }

  Watches watches() {
    return ready(watches);
  }

  Wall wall() {
    return ready(wall);
  }

  Crowd crowd() {
    return crowd;
  }

  Messages messages() {
    return messages;
  }
}
