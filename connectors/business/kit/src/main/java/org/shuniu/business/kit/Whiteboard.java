// SPDX-License-Identifier: Apache-2.0
package org.shuniu.business.kit;

import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Map;
import javax.servlet.Servlet;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.http.context.ServletContextHelper;
import org.shuniu.api.base.HubException;

/**
 * Opens the callback at {@code /connectors/KIND/INSTANCE/callback}, in a servlet context of its
 * own: what comes and goes here restarts nobody else's.
 */
public final class Whiteboard implements Door {
  private final BundleContext bundle;
  private final String kind;

  /**
   * For links of one kind.
   *
   * @param kind part of the path
   */
  public Whiteboard(BundleContext bundle, String kind) {
    this.bundle = bundle;
    this.kind = kind;
  }

  @Override
  public AutoCloseable open(String instance, Callback callback) {
    if (!instance.matches("[A-Za-z0-9_-]{1,60}")) {
      throw HubException.invalid("business.instance.name-invalid", Map.of("name", instance));
    }
    String name = "org.shuniu.business." + kind + "." + instance;
    ServiceRegistration<ServletContextHelper> context =
        bundle.registerService(
            ServletContextHelper.class,
            new ServletContextHelper(bundle.getBundle()) {},
            properties(
                "osgi.http.whiteboard.context.name",
                name,
                "osgi.http.whiteboard.context.path",
                "/connectors/" + kind + "/" + instance));
    ServiceRegistration<Servlet> servlet =
        bundle.registerService(
            Servlet.class,
            new CallbackServlet(callback),
            properties(
                "osgi.http.whiteboard.context.select",
                "(osgi.http.whiteboard.context.name=" + name + ")",
                "osgi.http.whiteboard.servlet.name",
                name + ".callback",
                "osgi.http.whiteboard.servlet.pattern",
                "/callback"));
    return () -> {
      callback.close();
      servlet.unregister();
      context.unregister();
    };
  }

  private static Dictionary<String, Object> properties(String... pairs) {
    Dictionary<String, Object> properties = new Hashtable<>();
    for (int i = 0; i < pairs.length; i += 2) {
      properties.put(pairs[i], pairs[i + 1]);
    }
    return properties;
  }
}
