// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.bus;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongFunction;
import org.shuniu.api.base.HubException;
import org.shuniu.api.hub.Bus;
import org.shuniu.api.hub.LiveUpdate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who looks at the map. A watch is a lease that each reading renews; as long as it lasts its user
 * is told the figures whenever {@link #tell} is called. Safe for use by many threads.
 */
final class RouteWatch {
  /** A console reads the map anew well before. */
  static final Duration LEASE = Duration.ofSeconds(90);

  private static final Logger LOG = LoggerFactory.getLogger(RouteWatch.class);

  private final LongFunction<RouteMap> survey;
  private final Bus bus;
  private final Clock clock;
  private final Map<String, Instant> leases = new HashMap<>();
  private Optional<RouteMap> told = Optional.empty();

  /** Revisions of an earlier life differ from all of this one. */
  private long revision;

  /**
   * @param survey draws the map, under the revision given
   */
  RouteWatch(LongFunction<RouteMap> survey, Bus bus, Clock clock) {
    this.survey = survey;
    this.bus = bus;
    this.clock = clock;
    this.revision = clock.millis();
  }

  /** The map as it is, without watching it. */
  synchronized RouteMap look() {
    RouteMap now = survey.apply(revision);
    if (told.isPresent() && !told.get().drawnAs(now)) {
      revision++;
      now = survey.apply(revision);
    }
    told = Optional.of(now);
    return now;
  }

  /** The map as it is, and news of it for a while. */
  synchronized RouteMap watch(String userId) {
    leases.put(userId, clock.instant().plus(LEASE));
    return look();
  }

  /** Tells the figures to all who look; false: nobody does. */
  synchronized boolean tell() {
    Instant now = clock.instant();
    leases.values().removeIf(now::isAfter);
    if (leases.isEmpty()) {
      return false;
    }
    RouteMap map = look();
    for (String user : leases.keySet()) {
      try {
        bus.publish(LiveUpdate.forUser(user, "routes.changed", map.figures()));
      } catch (HubException e) {
        LOG.debug("The figures of the moment are not told: {}", e.getMessage());
      }
    }
    return true;
  }
}
