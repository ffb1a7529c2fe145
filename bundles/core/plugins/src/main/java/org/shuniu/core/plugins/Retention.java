// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.plugins;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** Deletes what ended long ago, every few minutes, so that no deletion is large. */
final class Retention {
  private static final Duration EVERY = Duration.ofMinutes(5);

  private final Services services;
  private final Map<String, Duration> kept;
  private Instant next = Instant.MIN;

  /**
   * @param kept how long, by the name of an entity with {@code endedAt}
   */
  Retention(Services services, Map<String, Duration> kept) {
    this.services = services;
    this.kept = kept;
  }

  /** Does its part when it is time; tells when it will be time again. */
  Instant prune() {
    Instant now = services.clock().instant();
    if (!now.isBefore(next)) {
      kept.forEach(
          (entity, time) -> services.transactions().run(() -> prune(entity, now.minus(time))));
      next = now.plus(EVERY);
    }
    return next;
  }

  private void prune(String entity, Instant before) {
    services
        .entities()
        .createQuery("delete from " + entity + " r where r.endedAt < :before")
        .setParameter("before", before)
        .executeUpdate();
  }
}
