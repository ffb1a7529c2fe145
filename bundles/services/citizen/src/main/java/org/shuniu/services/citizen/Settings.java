// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.citizen;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.shuniu.api.base.HubException;

/**
 * {@link CitizenConfig} as values.
 *
 * @param link asked where a question names none
 * @param others links that may be named
 */
record Settings(
    Duration verification,
    int verificationAttempts,
    String link,
    Set<String> others,
    Set<String> queries,
    Set<String> orders,
    Duration patience,
    int waiting,
    Duration cacheLife,
    int cacheEntries,
    Duration orderPatience,
    Duration unlinked) {
  static Settings of(CitizenConfig config) {
    return new Settings(
        Duration.ofMinutes(config.verificationMinutes()),
        config.verificationAttempts(),
        config.insuranceLink(),
        Set.copyOf(List.of(config.businessLinks())),
        Set.copyOf(List.of(config.businessQueries())),
        Set.copyOf(List.of(config.businessOrders())),
        Duration.ofMillis(config.businessPatienceMs()),
        config.businessWaiting(),
        Duration.ofSeconds(config.businessCacheSeconds()),
        config.businessCacheEntries(),
        Duration.ofMinutes(config.orderPatienceMinutes()),
        Duration.ofDays(config.unlinkedDays()));
  }

  /** The link that is meant; {@code business.link.missing} where agents may not ask it. */
  String link(Optional<String> named) {
    String meant = named.orElse(link);
    if (!meant.equals(link) && !others.contains(meant)) {
      throw HubException.caller(
          HubException.Reason.UNPROCESSABLE, "business.link.missing", Map.of("link", meant));
    }
    return meant;
  }
}
