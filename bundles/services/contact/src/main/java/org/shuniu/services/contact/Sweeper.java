// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.contact;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.shuniu.api.base.HubException;
import org.shuniu.api.hub.Connectors;
import org.shuniu.api.hub.Metrics;
import org.shuniu.api.pbx.PbxCommand.TakeSnapshot;
import org.shuniu.api.pbx.PbxSnapshot;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that nothing hangs: takes up the open contacts after a start, asks the switches what
 * they hold, drives again what makes no progress, writes what could not be written, closes
 * after-contact work that takes too long.
 */
@Component(service = Sweeper.class, immediate = true)
public class Sweeper {
  private static final Logger LOG = LoggerFactory.getLogger(Sweeper.class);
  private static final Duration BEAT = Duration.ofMillis(250);
  private static final Duration FLUSH = Duration.ofSeconds(1);
  private static final Duration WRAP_UPS = Duration.ofMinutes(1);
  private static final Duration SOON = Duration.ofMillis(2_500);
  private static final int MOST_WRAP_UPS = 200;

  private final Conductor conductor;
  private final Neighbours neighbours;
  private final Snapshots snapshots;
  private @Nullable ScheduledExecutorService timer;
  private Optional<Metrics.Registration> gauge = Optional.empty();
  private boolean tookUp;
  private volatile Instant snapshotAt = Instant.MIN;
  private Instant flushAt = Instant.MIN;
  private Instant wrapUpsAt = Instant.MIN;

  /** Made by the component runtime. */
  @Activate
  public Sweeper(@Reference Conductor conductor, @Reference Neighbours neighbours) {
    this.conductor = conductor;
    this.neighbours = neighbours;
    this.snapshots = new Snapshots(conductor);
  }

  @Activate
  void start() {
    ScheduledExecutorService beats =
        Executors.newSingleThreadScheduledExecutor(
            task -> new Thread(task, "shuniu-contact-sweeper"));
    beats.scheduleWithFixedDelay(this::sweep, 0, BEAT.toMillis(), TimeUnit.MILLISECONDS);
    timer = beats;
    gauge = neighbours.gauge("contact.open", this::open);
  }

  private Number open() {
    return conductor.calls.underWay().stream().filter(call -> !call.ended()).count();
  }

  @Deactivate
  void stop() {
    gauge.ifPresent(Metrics.Registration::close);
    if (timer != null) {
      timer.shutdownNow();
    }
  }

  /** One round; a fault in a step is told and keeps no other step from its work. */
  void sweep() {
    Instant now = conductor.clock.instant();
    step(this::takeUp);
    step(() -> drive(now));
    step(() -> askSwitches(now));
    step(() -> write(now));
    step(() -> closeWrapUps(now));
  }

  private static void step(Runnable work) {
    try {
      work.run();
    } catch (HubException e) {
      LOG.warn("Not all contacts could be looked after: {}", e.code());
    } catch (RuntimeException e) {
      LOG.error("Not all contacts could be looked after", e);
    }
  }

  /** After a start, once the database is there. */
  private void takeUp() {
    if (tookUp) {
      return;
    }
    List<String> open = conductor.store.open();
    open.forEach(id -> conductor.look(id, call -> true));
    tookUp = true;
    snapshotAt = Instant.MIN;
    if (!open.isEmpty()) {
      LOG.info("Took up {} open contacts", open.size());
    }
  }

  private void drive(Instant now) {
    for (Call call : conductor.calls.underWay()) {
      if (conductor.machine.restless(call, now)) {
        conductor.apply(call.id, conductor.machine::tick);
      } else if (call.ended()) {
        conductor.calls.locked(
            call.id,
            () -> {
              conductor.settle(call, now);
              return true;
            });
      }
    }
  }

  private void askSwitches(Instant now) {
    if (snapshotAt.isAfter(now) && !conductor.post.lost()) {
      return;
    }
    snapshotAt = now.plus(conductor.settings.snapshot());
    boolean asked = true;
    for (String pbx : switches()) {
      asked &= conductor.post.send(new TakeSnapshot(pbx, pbx));
    }
    if (!asked) {
      // They are asked when the bus or the link to a switch is told to be back, or at the next
      // interval.
      conductor.post.lost();
    }
  }

  /** The bus or a switch is there again: the switches are asked at the next beat. */
  void askSoon() {
    snapshotAt = Instant.MIN;
  }

  private Set<String> switches() {
    Set<String> names = new TreeSet<>();
    neighbours.switches().stream().map(Connectors.Status::instance).forEach(names::add);
    conductor.calls.underWay().forEach(call -> names.add(call.pbx));
    return names;
  }

  /** The bus or a switch tells what a switch holds. */
  void reconcile(PbxSnapshot snapshot) {
    if (snapshots.reconcile(snapshot)) {
      Instant soon = conductor.clock.instant().plus(SOON);
      if (snapshotAt.isAfter(soon)) {
        snapshotAt = soon;
      }
    }
  }

  private void write(Instant now) {
    if (!flushAt.isAfter(now)) {
      flushAt = now.plus(FLUSH);
      conductor.flush();
    }
  }

  private void closeWrapUps(Instant now) {
    if (wrapUpsAt.isAfter(now)) {
      return;
    }
    wrapUpsAt = now.plus(WRAP_UPS);
    Instant since = now.minus(conductor.settings.wrapUp());
    for (String id : conductor.store.awaitingWrapUp(since, MOST_WRAP_UPS)) {
      conductor.apply(id, conductor.machine::wrapUpOverdue);
    }
  }
}
