// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.plugins.life;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;
import java.util.stream.Collectors;
import org.osgi.framework.Bundle;
import org.shuniu.api.base.HubException;
import org.shuniu.api.hub.LinkState;

/**
 * Looks for some time whether a plugin that was just started is well: its bundle runs, its
 * components came up, its instances do their duty and are as well as they were before, and there is
 * room in the heap. A foreign system that was away before may be away still.
 */
final class HealthWatch {
  private static final Duration LOOK = Duration.ofMillis(100);

  /** So many failures at least; one may happen to anybody. */
  private static final long FEWEST_BROKEN = 3;

  private final Vitals vitals;
  private final Components components;
  private final IntSupplier heapPercent;
  private final CountDownLatch stopped = new CountDownLatch(1);

  HealthWatch(Vitals vitals, Components components) {
    this(vitals, components, HealthWatch::heap);
  }

  HealthWatch(Vitals vitals, Components components, IntSupplier heapPercent) {
    this.vitals = vitals;
    this.components = components;
    this.heapPercent = heapPercent;
  }

  /** Of a bundle, the components that failed to activate, with the reason. */
  interface Components {
    Optional<String> failed(Bundle bundle);
  }

  /**
   * How bad is bad.
   *
   * @param settle how long what was well before may take to become so again
   * @param watch how long it is looked from then on
   * @param errorPercent of what an instance is asked
   * @param heapPercent of the heap that may be left in use after a collection
   */
  record Measure(Duration settle, Duration watch, int errorPercent, int heapPercent) {}

  /** The instances of a bundle that are well now: {@code seam/name}. */
  Set<String> well(Bundle bundle) {
    return of(bundle).stream()
        .filter(vital -> vital.link().status() == LinkState.Status.ONLINE)
        .map(Vital::path)
        .collect(Collectors.toUnmodifiableSet());
  }

  private List<Vital> of(Bundle bundle) {
    String version = bundle.getVersion().toString();
    return vitals.vitals().stream()
        .filter(vital -> vital.bundle().equals(bundle.getSymbolicName()))
        .filter(vital -> vital.version().equals(version))
        .toList();
  }

  /**
   * Looks until the time is over, or it is clear that it is not well.
   *
   * @param before what has to be well at the end
   * @throws HubException with what is wrong
   */
  void watch(Bundle bundle, Set<String> before, Measure measure) {
    look(measure.settle(), bundle, measure, () -> well(bundle).containsAll(before));
    look(measure.watch(), bundle, measure, () -> false);
    requireBack(bundle, before);
  }

  private void look(Duration limit, Bundle bundle, Measure measure, BooleanSupplier enough) {
    long end = System.nanoTime() + limit.toNanos();
    requireSound(bundle, measure);
    while (System.nanoTime() < end && !enough.getAsBoolean()) {
      if (ended(LOOK)) {
        throw HubException.capacity("plugins.interrupted", Map.of());
      }
      requireSound(bundle, measure);
    }
  }

  /** Looks until what was well before is so again; for at most the time of the watch. */
  boolean recovered(Bundle bundle, Set<String> before, Duration limit) {
    long end = System.nanoTime() + limit.toNanos();
    while (!well(bundle).containsAll(before)) {
      if (System.nanoTime() > end || ended(LOOK)) {
        return false;
      }
    }
    return true;
  }

  /** Nobody looks any more; who does now stops at once. */
  void stop() {
    stopped.countDown();
  }

  private boolean ended(Duration pause) {
    try {
      return stopped.await(pause.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  private void requireSound(Bundle bundle, Measure measure) {
    String plugin = bundle.getSymbolicName();
    if (bundle.getState() != Bundle.ACTIVE) {
      throw HubException.external("plugins.stopped", Map.of("plugin", plugin));
    }
    components
        .failed(bundle)
        .ifPresent(
            fault -> {
              throw HubException.external(
                  "plugins.component.failed", Map.of("plugin", plugin, "fault", fault));
            });
    of(bundle).forEach(vital -> requireDuty(vital, measure));
    int heap = heapPercent.getAsInt();
    if (heap > measure.heapPercent()) {
      throw HubException.external("plugins.heap", Map.of("plugin", plugin, "percent", heap));
    }
  }

  private static void requireDuty(Vital vital, Measure measure) {
    String reason = vital.link().reason();
    if (reason.matches("[a-z]+\\.(driver\\.(start-)?(failed|blocked)|instance\\.duplicate)")) {
      throw HubException.external(
          "plugins.instance.fault", Map.of("instance", vital.path(), "cause", reason));
    }
    if (vital.broken() >= FEWEST_BROKEN
        && vital.broken() * 100 >= vital.asked() * measure.errorPercent()) {
      throw HubException.external(
          "plugins.errors",
          Map.of("instance", vital.path(), "broken", vital.broken(), "asked", vital.asked()));
    }
  }

  private void requireBack(Bundle bundle, Set<String> before) {
    Map<String, LinkState> now =
        of(bundle).stream().collect(Collectors.toMap(Vital::path, Vital::link, (a, b) -> a));
    for (String instance : before) {
      LinkState link = now.get(instance);
      if (link == null) {
        throw HubException.external("plugins.instance.missing", Map.of("instance", instance));
      }
      if (link.status() != LinkState.Status.ONLINE) {
        throw HubException.external(
            "plugins.instance.offline", Map.of("instance", instance, "cause", link.reason()));
      }
    }
  }

  /** In use after the last collection, where the virtual machine tells it. */
  private static int heap() {
    long used = 0;
    for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
      MemoryUsage left = pool.getType() == MemoryType.HEAP ? pool.getCollectionUsage() : null;
      used += left == null ? 0 : left.getUsed();
    }
    return (int) (used * 100 / Runtime.getRuntime().maxMemory());
  }
}
