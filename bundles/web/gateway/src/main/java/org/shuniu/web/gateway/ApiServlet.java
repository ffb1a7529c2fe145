// SPDX-License-Identifier: Apache-2.0
package org.shuniu.web.gateway;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.servlet.Servlet;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.Designate;
import org.shuniu.api.base.HubException;
import org.shuniu.api.base.HubException.Reason;
import org.shuniu.api.hub.HealthProbe;
import org.shuniu.api.hub.Metrics;
import org.shuniu.api.hub.Sessions;

/**
 * Everything below {@code /api/v1} comes through here (P6, P7): it finds out who asks, refuses what
 * is forged, too long or of the wrong type, and hands the rest to the bundle that answers.
 *
 * <p>As a part of the hub's health, {@code rest}, it is down while nobody could be let in.
 */
@Designate(ocd = GatewayConfig.class)
@Component(
    service = {Servlet.class, HealthProbe.class},
    configurationPid = GatewayConfig.PID,
    property = {
      "osgi.http.whiteboard.context.select=(osgi.http.whiteboard.context.name="
          + ApiContext.NAME
          + ")",
      "osgi.http.whiteboard.servlet.name=org.shuniu.web.gateway.api",
      "osgi.http.whiteboard.servlet.pattern=/*",
      "osgi.http.whiteboard.servlet.asyncSupported:Boolean=true"
    })
public final class ApiServlet extends HttpServlet implements HealthProbe {
  private static final long serialVersionUID = 1L;
  private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
  private static final Set<String> WRITING = Set.of("POST", "PUT", "PATCH", "DELETE");
  private static final String LOGIN = "/session";
  private static final String LIVE = "/live";
  private static final String DOCUMENT = "/openapi.json";

  private final transient Resources resources;
  private final transient Live live;
  private final transient Origins origins;
  private final int bodyMaxBytes;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  transient volatile @Nullable Sessions sessions;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  transient volatile @Nullable Metrics metrics;

  @Activate
  public ApiServlet(@Reference Resources resources, @Reference Live live, GatewayConfig config) {
    this.resources = resources;
    this.live = live;
    this.origins = new Origins(Set.of(config.trustedProxies()));
    this.bodyMaxBytes = config.bodyMaxBytes();
  }

  @Override
  public String name() {
    return "rest";
  }

  @Override
  public Health check() {
    return sessions == null ? Health.down("nobody keeps sessions yet") : Health.up();
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    long begin = System.nanoTime();
    String path = Optional.ofNullable(request.getPathInfo()).orElse("/");
    try (Trace trace = new Trace(request.getMethod(), path)) {
      response.setHeader(Trace.HEADER, trace.id());
      harden(response);
      try {
        answer(request, response, path);
      } catch (RuntimeException e) {
        Errors.write(response, e);
      }
    }
    measure(request, response, path, Duration.ofNanos(System.nanoTime() - begin));
  }

  private void answer(HttpServletRequest request, HttpServletResponse response, String path)
      throws IOException {
    Sessions known = sessions;
    if (known == null) {
      throw HubException.capacity("rest.starting", Map.of("retryAfterSeconds", 1));
    }
    checkForm(request);
    Optional<String> token = Cookies.value(request, Sessions.COOKIE);
    Optional<Sessions.Session> session = token.flatMap(known::find);
    boolean login = path.equals(LOGIN) && request.getMethod().equals("POST");
    if (session.isPresent() && !login) {
      origins.checkForgery(request, session.get());
    }
    origins.checkSite(request);
    if (path.equals(LIVE) && request.getMethod().equals("GET")) {
      String secret = token.orElse("");
      live.connect(
          request, response, session.orElseThrow(ApiServlet::nobody), () -> known.find(secret));
    } else if (path.equals(DOCUMENT) && READING.contains(request.getMethod())) {
      response.setContentType("application/json");
      response.getOutputStream().write(OpenApi.merge(resources.documents(), ApiContext.PATH));
    } else {
      BundleServer server = resources.find(path);
      try (Sessions.Scope scope = known.enter(session, origins.address(request))) {
        server.serve(
            getServletConfig(),
            new BoundedRequest(request, bodyMaxBytes),
            new GuardedResponse(response));
      }
    }
  }

  /** Only methods that mean something, and bodies only as JSON: nothing else is parsed anywhere. */
  private static void checkForm(HttpServletRequest request) {
    String method = request.getMethod();
    if (!READING.contains(method) && !WRITING.contains(method)) {
      throw HubException.invalid("rest.method.unknown", Map.of());
    }
    String type = request.getContentType();
    boolean body =
        request.getContentLengthLong() > 0 || request.getHeader("Transfer-Encoding") != null;
    if (body && (type == null || !type.matches("(?i)application/json(\\s*;.*)?"))) {
      throw HubException.caller(Reason.UNPROCESSABLE, "rest.body.type-unsupported", Map.of());
    }
  }

  private static void harden(HttpServletResponse response) {
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("X-Frame-Options", "DENY");
    response.setHeader("Referrer-Policy", "no-referrer");
    response.setHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
    response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
  }

  private void measure(
      HttpServletRequest request, HttpServletResponse response, String path, Duration taken) {
    Metrics current = metrics;
    if (current == null || path.equals(LIVE)) {
      return;
    }
    // The first step of the path, if somebody answers there: never ids, and never many values.
    String resource = resources.label(path);
    current.time(
        "rest.request",
        taken,
        "method",
        READING.contains(request.getMethod()) ? "read" : "write",
        "resource",
        resource,
        "status",
        response.getStatus() / 100 + "xx");
  }

  private static HubException nobody() {
    return HubException.caller(Reason.UNAUTHENTICATED, "security.session.none", Map.of());
  }
}
