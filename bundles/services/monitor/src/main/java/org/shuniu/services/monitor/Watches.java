// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.monitor;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.shuniu.api.base.HubException;
import org.shuniu.api.hub.Bus;
import org.shuniu.api.hub.LiveUpdate;

/**
 * Who looks at which wall. A watch is a lease that each reading of the wall renews; as long as it
 * lasts its user is told what changed, once a second at most. Walls of the same scope are made
 * once, however many look at them. Safe for use by many threads.
 */
final class Watches {
  /** A console reads the wall anew well before. */
  static final Duration LEASE = Duration.ofSeconds(90);

  private static final int MOST_SCOPES = 100;
  private static final int MOST_PER_USER = 4;

  private final Wall wall;
  private final Bus bus;
  private final Clock clock;
  private final Map<Scope, Watch> watches = new LinkedHashMap<>();

  Watches(Wall wall, Bus bus, Clock clock) {
    this.wall = wall;
    this.bus = bus;
    this.clock = clock;
  }

  /** One scope: its wall as it was told last, and until when each user looks at it. */
  private static final class Watch {
    WallView told;
    final Map<String, Instant> leases = new HashMap<>();

    Watch(WallView told) {
      this.told = told;
    }
  }

  /** The wall from which the next change goes on; {@code monitor.wall.full}. */
  synchronized WallView watch(String userId, Scope scope) {
    expire();
    Watch watch = watches.get(scope);
    if (watch == null) {
      makeRoom(userId);
      watch = new Watch(wall.look(scope, 0));
      watches.put(scope, watch);
    }
    watch.leases.put(userId, clock.instant().plus(LEASE));
    return watch.told;
  }

  private void makeRoom(String userId) {
    long own = watches.values().stream().filter(w -> w.leases.containsKey(userId)).count();
    if (own >= MOST_PER_USER) {
      watches.values().stream()
          .filter(w -> w.leases.containsKey(userId))
          .min(Comparator.comparing(w -> w.leases.get(userId)))
          .ifPresent(w -> w.leases.remove(userId));
      expire();
    }
    if (watches.size() >= MOST_SCOPES) {
      throw HubException.capacity("monitor.wall.full", Map.of("most", MOST_SCOPES));
    }
  }

  private void expire() {
    Instant now = clock.instant();
    watches
        .values()
        .removeIf(
            watch -> {
              watch.leases.values().removeIf(now::isAfter);
              return watch.leases.isEmpty();
            });
  }

  /** Tells what changed since the last time. */
  synchronized void tell() {
    expire();
    watches.forEach(this::tell);
  }

  private void tell(Scope scope, Watch watch) {
    WallView now = wall.look(scope, watch.told.sequence() + 1);
    Optional<WallChange> change = WallChange.between(watch.told, now);
    if (change.isPresent()) {
      watch.told = now;
      for (String user : watch.leases.keySet()) {
        bus.publish(LiveUpdate.forUser(user, "wall.changed", change.get()));
      }
    }
  }
}
