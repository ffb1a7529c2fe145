// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.bus;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.shuniu.api.base.HubException;
import org.shuniu.api.hub.Connectors;
import org.shuniu.core.bus.RouteMap.Kind;
import org.shuniu.core.bus.RouteMap.RouteConsumer;
import org.shuniu.core.bus.RouteMap.RouteFigures;
import org.shuniu.core.bus.RouteMap.RouteInstance;
import org.shuniu.core.bus.RouteMap.RouteNode;
import org.shuniu.core.bus.RouteMap.RoutePublication;
import org.shuniu.core.bus.RouteMap.RouteSeam;
import org.shuniu.core.bus.RouteMap.RouteSubscription;

/**
 * One look at everything, from which the {@link RouteMap} is drawn. A bundle is on the map as long
 * as it is installed; one that is gone, as long as something waits for it.
 */
final class RouteSurvey {
  /** What is to be known of the bundles around; OSGi has it. */
  interface Bundles {
    /** Versions of a bundle that are installed; of which the active ones. */
    List<Installed> of(String bundle);

    /** The Camel routes of a bundle, with their state. */
    List<String> routes(String bundle);
  }

  /** The connectors of all seams, and the bundle that hosts them. */
  record Host(Connectors connectors, String bundle) {}

  /** One version of a bundle. */
  record Installed(String version, boolean active) {}

  private final Hub hub;
  private final Bundles bundles;
  private final Optional<Host> host;
  private final Collection<Connectors.Status> connectors;
  private final List<Connectors.Traffic> traffic;
  private final Map<String, Long> letters;
  private final Map<String, Long> depths;

  RouteSurvey(Hub hub, Bundles bundles, Optional<Host> host) {
    this.hub = hub;
    this.bundles = bundles;
    this.host = host;
    this.connectors = host.map(each -> each.connectors().list()).orElse(List.of());
    this.traffic = host.map(each -> each.connectors().traffic()).orElse(List.of());
    this.letters = letters(hub);
    this.depths = hub.depths();
  }

  /** While the database is away, nobody can tell; the rest of the map goes on. */
  private static Map<String, Long> letters(Hub hub) {
    try {
      return hub.desk().byConsumer();
    } catch (HubException e) {
      return Map.of();
    }
  }

  RouteMap draw(long revision) {
    Set<String> fed = hub.fed();
    Draft draft = new Draft();
    hub.ledger()
        .inflows()
        .forEach(
            (name, inflow) -> {
              long waiting = depths.getOrDefault(name, 0L) + letters.getOrDefault(name, 0L);
              if (fed.contains(name) || installed(inflow.bundle()) || waiting > 0) {
                draft.consumer(name, inflow, fed.contains(name));
              }
            });
    hub.ledger()
        .outflows()
        .forEach(
            (bundle, outflow) -> {
              if (installed(bundle)) {
                draft.publisher(bundle, outflow);
              }
            });
    traffic.forEach(draft::seam);
    connectors.forEach(status -> draft.named.add(status.bundle()));
    return draft.finish(revision);
  }

  private boolean installed(String bundle) {
    return !bundles.of(bundle).isEmpty();
  }

  private RouteNode node(String bundle) {
    List<Installed> versions = bundles.of(bundle);
    return new RouteNode(
        bundle,
        Kind.of(bundle),
        versions.stream().map(Installed::version).sorted().toList(),
        versions.stream().anyMatch(Installed::active),
        connectors.stream()
            .filter(status -> status.bundle().equals(bundle))
            .map(RouteSurvey::instance)
            .toList(),
        bundles.routes(bundle));
  }

  private static RouteInstance instance(Connectors.Status status) {
    return new RouteInstance(
        status.seam(),
        status.instance(),
        status.link().status().name(),
        Optional.of(status.link().reason()).filter(reason -> !reason.isEmpty()),
        status.link().since());
  }

  /** The lists while they grow, each beside its figures. */
  private final class Draft {
    final Set<String> named = new TreeSet<>();
    final List<RoutePublication> publications = new ArrayList<>();
    final List<RouteConsumer> consumers = new ArrayList<>();
    final List<RouteSubscription> subscriptions = new ArrayList<>();
    final List<RouteSeam> seams = new ArrayList<>();
    final Map<String, List<Long>> figures = new HashMap<>();

    void publisher(String bundle, Outflow outflow) {
      Map<String, Outflow.Stream> streams = new TreeMap<>(outflow.streams());
      streams.forEach(
          (tag, stream) -> {
            named.add(bundle);
            publications.add(new RoutePublication(bundle, tag, stream.kind(), stream.durable()));
            note("published", stream.count().sum());
          });
    }

    void consumer(String name, Inflow inflow, boolean isFed) {
      named.add(inflow.bundle());
      consumers.add(new RouteConsumer(name, inflow.bundle(), isFed));
      note("lag", depths.getOrDefault(name, 0L));
      note("letters", letters.getOrDefault(name, 0L));
      new TreeMap<>(inflow.streams())
          .forEach(
              (tag, stream) -> {
                subscriptions.add(new RouteSubscription(name, tag));
                note("handled", stream.handled().sum());
                note("failed", stream.failed().sum());
                note("dead", stream.dead().sum());
              });
    }

    void seam(Connectors.Traffic passed) {
      named.add(passed.bundle());
      host.ifPresent(each -> named.add(each.bundle()));
      seams.add(
          new RouteSeam(
              passed.bundle(), passed.seam(), passed.instance(), passed.asked(), passed.type()));
      note("passed", passed.count());
      note("refused", passed.failed());
    }

    RouteMap finish(long revision) {
      return new RouteMap(
          hub.ledger().since(),
          revision,
          host.map(Host::bundle),
          named.stream().map(RouteSurvey.this::node).toList(),
          List.copyOf(publications),
          List.copyOf(consumers),
          List.copyOf(subscriptions),
          List.copyOf(seams),
          new RouteFigures(
              Instant.now(),
              revision,
              column("published"),
              column("handled"),
              column("failed"),
              column("dead"),
              column("lag"),
              column("letters"),
              column("passed"),
              column("refused")));
    }

    private void note(String figure, long value) {
      figures.computeIfAbsent(figure, name -> new ArrayList<>()).add(value);
    }

    private List<Long> column(String figure) {
      return List.copyOf(figures.getOrDefault(figure, List.of()));
    }
  }
}
