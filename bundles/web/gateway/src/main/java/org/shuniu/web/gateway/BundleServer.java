// SPDX-License-Identifier: Apache-2.0
package org.shuniu.web.gateway;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Phaser;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.servlet.ServletConfig;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.apache.cxf.Bus;
import org.apache.cxf.endpoint.Server;
import org.apache.cxf.jaxrs.JAXRSServerFactoryBean;
import org.apache.cxf.transport.http.AbstractHTTPDestination;
import org.apache.cxf.transport.http.DestinationRegistryImpl;
import org.apache.cxf.transport.http.HTTPTransportFactory;
import org.shuniu.api.base.HubException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The resources of one bundle behind a CXF server of their own, with a registry, a JSON mapper and
 * a class loader of their own: nothing of the bundle is known elsewhere, so nothing stays when it
 * goes. A bundle that is slow fills its own room and not that of the others.
 */
final class BundleServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(BundleServer.class);

  private static final String BASE_ATTRIBUTE = "org.apache.cxf.transport.endpoint.address";

  private final String name;
  private final ClassLoader loader;
  private final Server server;
  private final AbstractHTTPDestination destination;
  private final Semaphore room;
  private final int drainMs;

  /** One party for the server itself, one for each request in work. */
  private final Phaser work = new Phaser(1);

  BundleServer(
      String name,
      List<Object> resources,
      Permissions permissions,
      Bus bus,
      int maxRequests,
      int drainMs) {
    this.name = name;
    this.loader = resources.get(0).getClass().getClassLoader();
    this.room = new Semaphore(maxRequests);
    this.drainMs = drainMs;
    JAXRSServerFactoryBean factory = new JAXRSServerFactoryBean();
    factory.setBus(bus);
    factory.setDestinationFactory(new HTTPTransportFactory(new DestinationRegistryImpl()));
    factory.setAddress("/");
    factory.setServiceBeans(resources);
    factory.setProviders(
        List.of(new JsonBodies(Json.mapper(loader)), new Errors(), new Parameters(), permissions));
    this.server = factory.create();
    this.destination = (AbstractHTTPDestination) server.getDestination();
  }

  /** Serves one request, to its end. */
  void serve(ServletConfig config, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (!room.tryAcquire()) {
      throw HubException.capacity("rest.busy", Map.of("retryAfterSeconds", 1));
    }
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try {
      if (work.register() < 0) {
        throw Resources.away();
      }
      thread.setContextClassLoader(loader);
      try {
        // What CXF cuts off before it compares the path with those of the resources.
        request.setAttribute(BASE_ATTRIBUTE, ApiContext.PATH);
        destination.invoke(config, config.getServletContext(), request, response);
      } finally {
        thread.setContextClassLoader(before);
        work.arriveAndDeregister();
      }
    } finally {
      room.release();
    }
  }

  /**
   * Waits for the requests in work, for a bounded time; the caller has seen to it that no new come.
   */
  @Override
  public void close() {
    int phase = work.arriveAndDeregister();
    try {
      if (phase >= 0 && !work.isTerminated()) {
        work.awaitAdvanceInterruptibly(phase, drainMs, TimeUnit.MILLISECONDS);
      }
    } catch (TimeoutException e) {
      LOG.warn("{}: requests still in work after {} ms", name, drainMs);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    server.destroy();
  }
}
