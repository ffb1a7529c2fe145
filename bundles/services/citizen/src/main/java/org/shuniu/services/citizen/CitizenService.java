// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.citizen;

import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.shuniu.api.base.HubException;
import org.shuniu.api.hub.Bus;
import org.shuniu.api.hub.BusConsumer;
import org.shuniu.api.hub.Subscription;
import org.shuniu.api.hub.Transactions;
import org.shuniu.api.hub.Vault;
import org.shuniu.api.services.citizen.IdentifyCaller;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Citizens in the hub: their parts, and their place at the bus. */
@Component(
    service = {CitizenService.class, BusConsumer.class},
    configurationPid = "org.shuniu.services.citizen")
@Designate(ocd = CitizenConfig.class)
public class CitizenService implements BusConsumer {
  private static final Logger LOG = LoggerFactory.getLogger(CitizenService.class);
  private static final Duration EXPIRED_KEPT = Duration.ofDays(1);

  private final Clock clock;
  private final Settings settings;
  private final CitizenStore store;
  private final Timeline timeline;
  private final Verifications verifications;
  private final Queries queries;
  private final BusinessDesk desk;
  private final Orders orders;
  private final Merges merges;
  private final Verifier verifier;
  private final ScheduledExecutorService timer;

  /** Made by the component runtime. */
  @Activate
  public CitizenService(
      @Reference(target = "(osgi.unit.name=citizen)") EntityManager em,
      @Reference Transactions tx,
      @Reference Bus bus,
      @Reference Vault vault,
      CitizenConfig config) {
    this(em, tx, bus, vault, Settings.of(config), Clock.systemUTC());
    timer.scheduleWithFixedDelay(this::purge, 1, 60, TimeUnit.MINUTES);
  }

  CitizenService(
      EntityManager em, Transactions tx, Bus bus, Vault vault, Settings settings, Clock clock) {
    this.clock = clock;
    this.settings = settings;
    store = new CitizenStore(em, tx, vault, clock);
    timeline = new Timeline(em, tx);
    verifications = new Verifications(em, tx, store.families(), timeline, clock, settings);
    queries = new Queries(bus, settings);
    Cache cache = new Cache(settings.cacheLife(), settings.cacheEntries(), clock);
    desk = new BusinessDesk(store, tx, queries, cache, vault, settings);
    orders = new Orders(em, tx, desk, timeline, bus, vault, clock, settings);
    merges = new Merges(em, tx, store.families(), timeline, desk, bus, clock);
    Questions questions = new Questions(queries, settings.link(), vault, clock);
    verifier = new Verifier(store, verifications, timeline, questions, tx, vault, bus);
    timer =
        Executors.newSingleThreadScheduledExecutor(
            work -> {
              Thread thread = new Thread(work, "shuniu-citizen-purge");
              thread.setDaemon(true);
              return thread;
            });
  }

  /** Called by the component runtime. */
  @Deactivate
  public void deactivate() {
    timer.shutdownNow();
  }

  Settings settings() {
    return settings;
  }

  CitizenStore store() {
    return store;
  }

  Timeline timeline() {
    return timeline;
  }

  Verifications verifications() {
    return verifications;
  }

  Queries queries() {
    return queries;
  }

  BusinessDesk desk() {
    return desk;
  }

  Orders orders() {
    return orders;
  }

  Merges merges() {
    return merges;
  }

  Verifier verifier() {
    return verifier;
  }

  @Override
  public String name() {
    return "services.citizen";
  }

  @Override
  public List<Subscription<?>> subscriptions() {
    List<Subscription<?>> all = new ArrayList<>(new History(timeline, store).subscriptions());
    all.add(Subscription.once(IdentifyCaller.class, verifier::identify));
    return all;
  }

  /** Forgets what nobody needs any more. */
  void purge() {
    Instant now = clock.instant();
    try {
      int forgotten = timeline.purge(now, settings.unlinked());
      verifications.purge(now.minus(EXPIRED_KEPT));
      LOG.debug("Forgot {} happenings that belong to nobody", forgotten);
    } catch (HubException e) {
      LOG.warn("Old happenings were not forgotten: {}", e.code());
    } catch (RuntimeException e) {
      LOG.error("Forgetting old happenings failed; it goes on", e);
    }
  }
}
