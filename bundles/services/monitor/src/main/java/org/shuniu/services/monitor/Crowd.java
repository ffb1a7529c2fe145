// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.monitor;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.shuniu.api.base.HubException;
import org.shuniu.api.base.Region;
import org.shuniu.api.hub.UserDirectory;
import org.shuniu.api.services.acd.Floor;
import org.shuniu.api.services.acd.Seat;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The agents with the regions of their users. While the ACD is away there are none. An agent whose
 * region is not known is seen by those only who see the whole nation. Safe for use by many threads.
 */
final class Crowd {
  private static final Logger LOG = LoggerFactory.getLogger(Crowd.class);
  private static final Duration FRESH = Duration.ofMinutes(1);

  private final Supplier<Optional<Floor>> floor;
  private final UserDirectory directory;
  private final Clock clock;
  private volatile List<Seat> present = List.of();
  private volatile Map<String, Region> homes = Map.of();
  private volatile Set<String> asked = Set.of();
  private volatile Instant staleAt = Instant.MIN;

  Crowd(Supplier<Optional<Floor>> floor, UserDirectory directory, Clock clock) {
    this.floor = floor;
    this.directory = directory;
    this.clock = clock;
  }

  /** The ACD's floor, or {@code monitor.acd.away}. */
  Floor floor() {
    return floor.get().orElseThrow(() -> HubException.capacity("monitor.acd.away", Map.of()));
  }

  /** Those of the last {@link #refresh}: the floor is asked once, however many walls there are. */
  List<Seat> seats(Scope scope) {
    return present.stream()
        .filter(seat -> scope.holds(seat, home(seat).orElse(Region.NATION)))
        .toList();
  }

  Map<String, Integer> places(Collection<String> contacts) {
    return floor.get().map(f -> f.places(contacts)).orElse(Map.of());
  }

  /** One agent; {@code monitor.agent.unknown}. */
  Seat seat(String agent) {
    return floor().seats().stream()
        .filter(seat -> seat.agent().equals(agent))
        .findFirst()
        .orElseThrow(() -> HubException.notFound("monitor.agent.unknown", agent));
  }

  Optional<Region> home(Seat seat) {
    return Optional.ofNullable(homes.get(seat.userId()));
  }

  /**
   * Asks the floor who is there, and for their regions when these are old or somebody is new; a
   * failure keeps what was.
   */
  void refresh() {
    present = floor.get().map(Floor::seats).orElse(List.of());
    List<String> users = present.stream().map(Seat::userId).toList();
    Instant now = clock.instant();
    if (!now.isBefore(staleAt) || !asked.containsAll(users)) {
      try {
        homes = Map.copyOf(directory.regions(users));
        asked = Set.copyOf(users);
        staleAt = now.plus(FRESH);
      } catch (HubException e) {
        LOG.warn("The regions of agents are not known: {}", e.code());
      }
    }
  }
}
