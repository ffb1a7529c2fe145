// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.bus;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.camel.builder.RouteBuilder;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.util.tracker.ServiceTracker;
import org.osgi.util.tracker.ServiceTrackerCustomizer;
import org.shuniu.api.hub.Metrics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the {@code RouteBuilder} services of every bundle in a Camel context of that bundle's own,
 * from their registration to their end.
 */
@Component(service = Routes.class, immediate = true)
public final class Routes implements ServiceTrackerCustomizer<RouteBuilder, RouteBuilder> {
  private static final Logger LOG = LoggerFactory.getLogger(Routes.class);

  private final BundleContext context;
  private final Hub hub;
  private final Map<String, RouteHost> hosts = new TreeMap<>();
  private final ServiceTracker<RouteBuilder, RouteBuilder> tracker;
  private final AtomicReference<Metrics.Registration> gauge = new AtomicReference<>(() -> {});

  @Activate
  public Routes(BundleContext context, @Reference BusComponent bus) {
    this.context = context;
    this.hub = bus.hub();
    tracker = new ServiceTracker<>(context, RouteBuilder.class, this);
    tracker.open();
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY,
      unbind = "unmeasured")
  void measured(Metrics metrics) {
    gauge.getAndSet(metrics.gauge("bus.routes", this::count)).close();
  }

  void unmeasured(Metrics metrics) {
    gauge.getAndSet(() -> {}).close();
  }

  @Deactivate
  void stop() {
    tracker.close();
  }

  /** One line for each route of every bundle. */
  List<String> describe() {
    List<String> lines = new ArrayList<>();
    known().forEach(host -> lines.addAll(host.describe()));
    return lines;
  }

  /** The routes of one bundle, each with its state. */
  List<String> of(String bundle) {
    RouteHost host;
    synchronized (this) {
      host = hosts.get(bundle);
    }
    return host == null ? List.of() : host.states();
  }

  @Override
  public synchronized @Nullable RouteBuilder addingService(
      ServiceReference<RouteBuilder> reference) {
    RouteBuilder builder = context.getService(reference);
    if (builder == null) {
      return null;
    }
    Bundle owner = reference.getBundle();
    try {
      RouteHost host = hosts.get(owner.getSymbolicName());
      if (host == null) {
        host =
            new RouteHost(
                hub, owner.getSymbolicName(), owner.adapt(BundleWiring.class).getClassLoader());
        hosts.put(owner.getSymbolicName(), host);
      }
      host.add(builder);
    } catch (Exception e) {
      LOG.error("Routes of {} do not start", owner.getSymbolicName(), e);
    }
    return builder;
  }

  @Override
  public void modifiedService(ServiceReference<RouteBuilder> reference, RouteBuilder builder) {}

  @Override
  public synchronized void removedService(
      ServiceReference<RouteBuilder> reference, RouteBuilder builder) {
    String owner = reference.getBundle().getSymbolicName();
    RouteHost host = hosts.get(owner);
    if (host != null) {
      host.remove(builder);
      if (host.empty()) {
        host.close();
        hosts.remove(owner);
      }
    }
    context.ungetService(reference);
  }

  private int count() {
    return known().stream().mapToInt(RouteHost::count).sum();
  }

  private synchronized Collection<RouteHost> known() {
    return List.copyOf(hosts.values());
  }
}
