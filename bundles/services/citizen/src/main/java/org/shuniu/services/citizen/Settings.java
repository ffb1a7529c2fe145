// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.citizen;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/** {@link CitizenConfig} as values. */
record Settings(
    Duration verification,
    int verificationAttempts,
    String link,
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
        Set.copyOf(List.of(config.businessQueries())),
        Set.copyOf(List.of(config.businessOrders())),
        Duration.ofMillis(config.businessPatienceMs()),
        config.businessWaiting(),
        Duration.ofSeconds(config.businessCacheSeconds()),
        config.businessCacheEntries(),
        Duration.ofMinutes(config.orderPatienceMinutes()),
        Duration.ofDays(config.unlinkedDays()));
  }
}
