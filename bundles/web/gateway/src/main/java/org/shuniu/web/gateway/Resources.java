// SPDX-License-Identifier: Apache-2.0
package org.shuniu.web.gateway;

import java.net.URL;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.ws.rs.Path;
import javax.ws.rs.ext.RuntimeDelegate;
import org.apache.cxf.Bus;
import org.apache.cxf.bus.CXFBusFactory;
import org.apache.cxf.jaxrs.impl.RuntimeDelegateImpl;
import org.apache.cxf.logging.FaultListener;
import org.jspecify.annotations.Nullable;
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
import org.shuniu.api.base.HubException;
import org.shuniu.api.hub.Access;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The resources of all bundles: which server answers a path. Readers see a whole picture at any
 * moment; a path whose bundle is just being updated is told apart from one that never was.
 */
@Component(service = Resources.class, configurationPid = GatewayConfig.PID)
public final class Resources {
  private static final Logger LOG = LoggerFactory.getLogger(Resources.class);
  static final String DOCUMENT = "META-INF/shuniu/openapi.json";

  /** What is served at one moment. */
  private record Picture(Map<String, BundleServer> byPrefix, Map<String, URL> documents) {}

  private final BundleContext context;
  private final GatewayConfig config;
  private final Bus bus;
  private final Announced announced;
  private final Map<Bundle, Map<ServiceReference<?>, Object>> services = new HashMap<>();
  private final Map<Bundle, BundleServer> servers = new LinkedHashMap<>();
  private final Set<String> everServed = new HashSet<>();
  private volatile Picture picture = new Picture(Map.of(), Map.of());
  private volatile Set<String> known = Set.of();

  /** Who may; nobody is served what needs a permission while it is away. */
  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile @Nullable Access access;

  @Activate
  public Resources(BundleContext context, GatewayConfig config) {
    this.context = context;
    this.config = config;
    this.announced = new Announced(context);
    this.bus = newBus();
  }

  /** JAX-RS and CXF look for their parts by the thread's class loader. */
  static Bus newBus() {
    return withCxfLoader(
        () -> {
          RuntimeDelegate.setInstance(new RuntimeDelegateImpl());
          Bus bus = new CXFBusFactory().createBus();
          // CXF would log a stack trace for each browser that goes away; bugs are logged by Errors.
          FaultListener quiet =
              (fault, what, message) -> {
                LOG.debug("{}: {}", what, fault.toString());
                return false;
              };
          bus.setProperty(FaultListener.class.getName(), quiet);
          return bus;
        });
  }

  @Deactivate
  synchronized void stop() {
    picture = new Picture(Map.of(), Map.of());
    servers.values().forEach(BundleServer::close);
    bus.shutdown(true);
  }

  @Reference(
      service = Object.class,
      target = "(shuniu.rest=true)",
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC)
  synchronized void add(ServiceReference<Object> reference) {
    Object resource = context.getService(reference);
    if (resource == null) {
      return;
    }
    services
        .computeIfAbsent(reference.getBundle(), bundle -> new TreeMap<>())
        .put(reference, resource);
    rebuild(reference.getBundle());
  }

  synchronized void remove(ServiceReference<Object> reference) {
    // A service that is already gone has no bundle any more: look for it.
    for (Map.Entry<Bundle, Map<ServiceReference<?>, Object>> entry :
        List.copyOf(services.entrySet())) {
      if (entry.getValue().remove(reference) != null) {
        if (entry.getValue().isEmpty() || entry.getKey().getState() == Bundle.STOPPING) {
          services.remove(entry.getKey());
        }
        rebuild(entry.getKey());
        context.ungetService(reference);
      }
    }
  }

  /** Replaces the bundle's server by one for what is there now; the old one finishes its work. */
  private void rebuild(Bundle bundle) {
    BundleServer old = servers.remove(bundle);
    List<Object> resources = new ArrayList<>(services.getOrDefault(bundle, Map.of()).values());
    if (!resources.isEmpty()) {
      String name = bundle.getSymbolicName();
      try {
        servers.put(
            bundle,
            withCxfLoader(
                () ->
                    new BundleServer(
                        name,
                        resources,
                        new Permissions(() -> Optional.ofNullable(access)),
                        bus,
                        config.requestsPerBundle(),
                        config.drainMs())));
      } catch (RuntimeException e) {
        LOG.error("the resources of {} cannot be served", name, e);
      }
    }
    repaint();
    if (old != null) {
      old.close();
    }
  }

  private void repaint() {
    Map<String, BundleServer> byPrefix = new HashMap<>();
    Map<String, URL> documents = new TreeMap<>();
    servers.forEach(
        (bundle, server) -> {
          services
              .getOrDefault(bundle, Map.of())
              .values()
              .forEach(resource -> byPrefix.put(prefix(resource), server));
          Optional.ofNullable(bundle.getEntry(DOCUMENT))
              .ifPresent(url -> documents.put(bundle.getSymbolicName(), url));
        });
    everServed.addAll(byPrefix.keySet());
    known = Set.copyOf(everServed);
    picture = new Picture(Map.copyOf(byPrefix), documents);
  }

  /** Who answers the path, or {@code rest.path.unknown}, or {@code rest.resource.away}. */
  BundleServer find(String path) {
    Map<String, BundleServer> byPrefix = picture.byPrefix();
    for (String step = path; !step.isEmpty(); step = parent(step)) {
      BundleServer server = byPrefix.get(step);
      if (server != null) {
        return server;
      }
    }
    // Only now: who is served pays nothing for those who are not.
    for (String step = path; !step.isEmpty(); step = parent(step)) {
      if (known.contains(step) || announced.contains(step)) {
        throw away();
      }
    }
    throw HubException.caller(HubException.Reason.NOT_FOUND, "rest.path.unknown", Map.of());
  }

  private static String parent(String path) {
    return path.substring(0, Math.max(0, path.lastIndexOf('/')));
  }

  /** The first step of the path if anybody ever answered there: few values, for metrics. */
  String label(String path) {
    int end = path.indexOf('/', 1);
    String first = end < 0 ? path : path.substring(0, end);
    return known.contains(first) ? first.substring(1) : "other";
  }

  /** By symbolic name, the documents of the bundles that are served now. */
  Map<String, URL> documents() {
    return picture.documents();
  }

  /** The bundle starts or is being updated; in a moment it is there. */
  static HubException away() {
    return HubException.capacity("rest.resource.away", Map.of("retryAfterSeconds", 1));
  }

  /** The class's path up to the first variable. */
  static String prefix(Object resource) {
    Path path = resource.getClass().getAnnotation(Path.class);
    return prefix(path == null ? "" : path.value());
  }

  static String prefix(String path) {
    return Arrays.stream(path.split("/"))
        .filter(step -> !step.isEmpty())
        .takeWhile(step -> !step.startsWith("{"))
        .map(step -> "/" + step)
        .collect(Collectors.joining());
  }

  private static <T> T withCxfLoader(Supplier<T> work) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(Bus.class.getClassLoader());
    try {
      return work.get();
    } finally {
      thread.setContextClassLoader(before);
    }
  }
}
