// SPDX-License-Identifier: Apache-2.0
package org.shuniu.web.gateway;

import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.servlet.ServletContextHandler;
import org.eclipse.jetty.servlet.ServletHolder;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.shuniu.api.testkit.FakeAccess;
import org.shuniu.api.testkit.FakeBus;

/** The gateway on a Jetty of its own, at a free port of the loopback. */
final class Gateway implements AutoCloseable {
  final FakeSessions sessions = new FakeSessions();
  final FakeAccess access = new FakeAccess();
  final FakeBus bus = new FakeBus();
  final HttpClient http = HttpClient.newHttpClient();
  final Resources resources;
  final Live live;
  final int port;
  private final Map<ServiceReference<?>, Object> services = new ConcurrentHashMap<>();
  private final List<Bundle> installed = new CopyOnWriteArrayList<>();
  private final Server server = new Server(new QueuedThreadPool(16, 2));

  Gateway(Live.Limits limits) throws Exception {
    GatewayConfig config = config();
    resources = new Resources(context(), config);
    resources.access = access;
    live = new Live(Clock.systemUTC(), limits, Files.createTempFile("present", ""));
    live.bus = bus;
    bus.register(live);
    ApiServlet servlet = new ApiServlet(resources, live, config);
    servlet.sessions = sessions;
    ServletHolder holder = new ServletHolder(servlet);
    holder.setAsyncSupported(true);
    ServletContextHandler context = new ServletContextHandler();
    context.setContextPath("/api/v1");
    context.addServlet(holder, "/*");
    ServerConnector connector = new ServerConnector(server, 1, 1);
    connector.setHost("127.0.0.1");
    connector.setAcceptQueueSize(2_000);
    server.addConnector(connector);
    server.setHandler(context);
    server.start();
    port = connector.getLocalPort();
  }

  Gateway() throws Exception {
    this(new Live.Limits(100, Duration.ofMinutes(5), 65_536, 5_000, 8, 100));
  }

  /** As if a bundle had registered it. */
  ServiceReference<Object> serve(Object resource) {
    Bundle bundle = bundle();
    ServiceReference<Object> reference = reference(bundle);
    services.put(reference, resource);
    resources.add(reference);
    return reference;
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1" + path))
        .timeout(Duration.ofSeconds(20));
  }

  /** With the session and the token of a user. */
  HttpRequest.Builder as(String user, String path) {
    return request(path)
        .header("Cookie", "SHUNIU_SESSION=" + user)
        .header("X-CSRF-Token", "csrf-" + user)
        .header("Content-Type", "application/json");
  }

  HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  @Override
  public void close() throws Exception {
    live.stop();
    server.stop();
    resources.stop();
  }

  /** The defaults of the annotation, as the component runtime hands them over. */
  private static GatewayConfig config() {
    return proxy(GatewayConfig.class, Map.of("trustedProxies", new String[] {"127.0.0.1"}));
  }

  /** As if a bundle were installed that has this document, and served nothing yet. */
  void install(URL document) {
    installed.add(
        proxy(
            Bundle.class,
            Map.of(
                "getBundleId",
                (long) installed.size(),
                "getLastModified",
                1L,
                "getSymbolicName",
                "test.later",
                "getEntry",
                document)));
  }

  private BundleContext context() {
    return (BundleContext)
        Proxy.newProxyInstance(
            Gateway.class.getClassLoader(),
            new Class<?>[] {BundleContext.class},
            (self, method, arguments) ->
                switch (method.getName()) {
                  case "getService" -> services.get(arguments[0]);
                  case "getBundles" -> installed.toArray(Bundle[]::new);
                  case "ungetService" -> services.remove(arguments[0]) != null;
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }

  private static Bundle bundle() {
    return proxy(Bundle.class, Map.of("getSymbolicName", "test.things", "getState", Bundle.ACTIVE));
  }

  @SuppressWarnings("unchecked")
  private static ServiceReference<Object> reference(Bundle bundle) {
    return proxy(ServiceReference.class, Map.of("getBundle", bundle, "compareTo", 0));
  }

  @SuppressWarnings("unchecked")
  private static <T> T proxy(Class<?> type, Map<String, Object> answers) {
    return (T)
        Proxy.newProxyInstance(
            Gateway.class.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) ->
                switch (method.getName()) {
                  case "hashCode" -> System.identityHashCode(self);
                  case "equals" -> self == arguments[0];
                  case "toString" -> type.getSimpleName();
                  case "annotationType" -> (Class<? extends Annotation>) type;
                  default -> answers.getOrDefault(method.getName(), method.getDefaultValue());
                });
  }
}
