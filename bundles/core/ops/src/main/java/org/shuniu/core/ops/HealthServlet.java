// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.ops;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import javax.servlet.Servlet;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.shuniu.api.hub.HealthProbe.Health.Status;

/**
 * {@code GET /health}, without login: {@code {"status":"UP|DEGRADED|DOWN","checks":[...]}} with 200
 * when the hub serves (also in part), 503 while it starts or is down.
 */
@Component(
    service = Servlet.class,
    property = {
      "osgi.http.whiteboard.servlet.pattern=/health",
      "osgi.http.whiteboard.servlet.name=org.shuniu.core.ops.health"
    })
public final class HealthServlet extends HttpServlet {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final transient HubHealth health;

  @Activate
  public HealthServlet(@Reference HubHealth health) {
    this.health = health;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    HealthReport report = health.report();
    response.setStatus(report.status() == Status.DOWN ? 503 : 200);
    response.setContentType("application/json");
    response.setCharacterEncoding(StandardCharsets.UTF_8.name());
    response.setHeader("Cache-Control", "no-store");
    response.getOutputStream().write(JSON.writeValueAsBytes(report));
  }
}
