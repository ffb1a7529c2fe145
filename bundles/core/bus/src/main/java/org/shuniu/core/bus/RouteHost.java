// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.bus;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Route;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.support.service.ServiceHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The Camel context of one bundle. */
final class RouteHost implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RouteHost.class);

  private final String bundle;
  private final DefaultCamelContext context;
  private final Map<RouteBuilder, List<String>> routes = new LinkedHashMap<>();
  private int anonymous;

  RouteHost(Hub hub, String bundle, ClassLoader loader) throws Exception {
    this.bundle = bundle;
    context =
        withCamelsLoader(
            () -> {
              DefaultCamelContext fresh = new DefaultCamelContext();
              fresh.getCamelContextExtension().setName(bundle);
              fresh.setApplicationContextClassLoader(loader);
              fresh.disableJMX();
              fresh.getShutdownStrategy().setTimeout(hub.options().drain().toMillis());
              fresh.getShutdownStrategy().setTimeUnit(TimeUnit.MILLISECONDS);
              fresh.getShutdownStrategy().setLogInflightExchangesOnTimeout(false);
              fresh.addComponent("bus", new BusRoutes(hub, bundle));
              fresh.start();
              return fresh;
            });
  }

  /** Starts the routes of a builder; their ids get the bundle's name in front. */
  synchronized void add(RouteBuilder builder) throws Exception {
    List<String> ids = new ArrayList<>();
    builder.addLifecycleInterceptor(new Naming(ids));
    withCamelsLoader(
        () -> {
          context.addRoutes((RoutesBuilder) builder);
          return ids;
        });
    routes.put(builder, ids);
    LOG.info("Routes of {}: {}", bundle, ids);
  }

  /** Lets the exchanges in work end, within bounds, and removes the routes of a builder. */
  synchronized void remove(RouteBuilder builder) {
    List<String> ids = routes.remove(builder);
    for (String id : ids == null ? List.<String>of() : ids) {
      try {
        context.getRouteController().stopRoute(id);
        context.removeRoute(id);
      } catch (Exception e) {
        LOG.warn("Route {} did not stop: {}", id, e.toString());
      }
    }
  }

  synchronized boolean empty() {
    return routes.isEmpty();
  }

  /** One line for each route: id, state, exchanges in work, where from. */
  List<String> describe() {
    return context.getRoutes().stream()
        .map(
            route ->
                String.format(
                    "%-48s %-8s %4d in work  %s",
                    route.getId(),
                    context.getRouteController().getRouteStatus(route.getId()),
                    inWork(route),
                    route.getEndpoint().getEndpointBaseUri()))
        .toList();
  }

  /** Each route with its state: {@code org.example.x/fetch Started}. */
  List<String> states() {
    return context.getRoutes().stream()
        .map(
            route ->
                route.getId() + " " + context.getRouteController().getRouteStatus(route.getId()))
        .sorted()
        .toList();
  }

  int count() {
    return context.getRoutesSize();
  }

  @Override
  public void close() {
    ServiceHelper.stopAndShutdownService(context);
  }

  private int inWork(Route route) {
    return context.getInflightRepository().size(route.getId());
  }

  private interface Work<T> {
    T run() throws Exception;
  }

  /** Camel finds its own parts by the thread's loader. */
  private static <T> T withCamelsLoader(Work<T> work) throws Exception {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(DefaultCamelContext.class.getClassLoader());
    try {
      return work.run();
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private final class Naming implements org.apache.camel.builder.RouteBuilderLifecycleStrategy {
    private final List<String> ids;

    Naming(List<String> ids) {
      this.ids = ids;
    }

    @Override
    public void afterConfigure(RouteBuilder builder) {
      for (RouteDefinition route : builder.getRouteCollection().getRoutes()) {
        String given = route.getRouteId();
        String id = bundle + "/" + (given == null ? "route-" + ++anonymous : given);
        route.setId(id);
        ids.add(id);
      }
    }
  }
}
