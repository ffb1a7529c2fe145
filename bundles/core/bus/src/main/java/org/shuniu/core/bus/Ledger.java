// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.bus;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** Who publishes and who consumes what, and how much of it, since the bus started on this node. */
final class Ledger {
  private final Instant since = Instant.now();
  private final Tally tally;
  private final Recent recent;
  private final Map<String, Outflow> outflows = new ConcurrentHashMap<>();
  private final Map<String, Inflow> inflows = new ConcurrentHashMap<>();

  Ledger(Tally tally, Recent recent) {
    this.tally = tally;
    this.recent = recent;
  }

  Instant since() {
    return since;
  }

  /** Of a bundle, by its symbolic name. */
  Outflow outflow(String bundle) {
    return outflows.computeIfAbsent(bundle, name -> new Outflow(tally, recent));
  }

  /** Of a consumer that begins. */
  Inflow inflow(String consumer, String bundle, Set<String> tags) {
    return inflows.compute(
        consumer,
        (name, before) ->
            Inflow.of(consumer, bundle, tags, Optional.ofNullable(before), tally, recent));
  }

  /** By bundle. */
  Map<String, Outflow> outflows() {
    return new TreeMap<>(outflows);
  }

  /** By consumer, those that went included. */
  Map<String, Inflow> inflows() {
    return new TreeMap<>(inflows);
  }

  /** Who asks for a type with its version. */
  Set<String> consumersOf(String tag) {
    Set<String> found = new TreeSet<>();
    inflows.forEach(
        (consumer, inflow) -> {
          if (inflow.streams().containsKey(tag)) {
            found.add(consumer);
          }
        });
    return found;
  }
}
