// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.bus;

import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.shuniu.api.hub.Connectors;
import org.shuniu.core.bus.RouteSurvey.Host;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Draws the route map, and redraws its figures once a second while somebody looks. */
@Component(service = RouteMapper.class)
public final class RouteMapper implements RouteSurvey.Bundles {
  private static final Logger LOG = LoggerFactory.getLogger(RouteMapper.class);
  private static final long EVERY_MS = 1000;

  private final BundleContext context;
  private final Hub hub;
  private final Routes routes;
  private final RouteWatch watch;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "bus-route-map");
            thread.setDaemon(true);
            return thread;
          });

  private volatile Optional<Host> host = Optional.empty();

  @Activate
  public RouteMapper(BundleContext context, @Reference BusComponent bus, @Reference Routes routes) {
    this.context = context;
    this.hub = bus.hub();
    this.routes = routes;
    this.watch =
        new RouteWatch(
            revision -> new RouteSurvey(hub, this, host).draw(revision),
            hub.own(),
            Clock.systemUTC());
    timer.scheduleWithFixedDelay(this::tell, EVERY_MS, EVERY_MS, TimeUnit.MILLISECONDS);
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void setConnectors(Connectors connectors, ServiceReference<Connectors> reference) {
    host = Optional.of(new Host(connectors, reference.getBundle().getSymbolicName()));
  }

  void unsetConnectors(Connectors connectors) {
    host = host.filter(now -> now.connectors() != connectors);
  }

  @Deactivate
  void stop() {
    timer.shutdownNow();
  }

  /** The map as it is; its figures come to this user as live events for a while. */
  RouteMap watch(String userId) {
    return watch.watch(userId);
  }

  /** The map as it is. */
  RouteMap look() {
    return watch.look();
  }

  private void tell() {
    try {
      watch.tell();
    } catch (RuntimeException e) {
      LOG.error("The route map cannot be drawn", e);
    }
  }

  @Override
  public List<RouteSurvey.Installed> of(String bundle) {
    return Arrays.stream(context.getBundles())
        .filter(each -> bundle.equals(each.getSymbolicName()))
        .map(
            each ->
                new RouteSurvey.Installed(
                    each.getVersion().toString(), each.getState() == Bundle.ACTIVE))
        .toList();
  }

  @Override
  public List<String> routes(String bundle) {
    return routes.of(bundle);
  }
}
