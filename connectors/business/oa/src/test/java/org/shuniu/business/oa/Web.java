// SPDX-License-Identifier: Apache-2.0
package org.shuniu.business.oa;

import java.io.IOException;
import java.net.InetAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.servlet.ServletException;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.servlet.ServletContextHandler;
import org.eclipse.jetty.servlet.ServletHolder;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.shuniu.business.kit.Callback;
import org.shuniu.business.kit.CallbackServlet;
import org.shuniu.business.kit.Door;

/** The hub's web server, as far as callbacks need it; runs before and after each link. */
final class Web implements Door, AutoCloseable {
  static final String THREADS = "web-of-the-hub";

  private final Server server;
  private final ServerConnector connector;
  private final Map<String, CallbackServlet> open = new ConcurrentHashMap<>();

  Web() throws Exception {
    QueuedThreadPool threads = new QueuedThreadPool(16);
    threads.setName(THREADS);
    server = new Server(threads);
    connector = new ServerConnector(server, 1, 1);
    connector.setHost(InetAddress.getLoopbackAddress().getHostAddress());
    server.addConnector(connector);
    ServletContextHandler context = new ServletContextHandler();
    context.addServlet(new ServletHolder(new Doors()), "/*");
    server.setHandler(context);
    server.start();
  }

  String url(String instance) {
    return "http://127.0.0.1:%d%s".formatted(connector.getLocalPort(), path(instance));
  }

  static String path(String instance) {
    return "/connectors/oa/" + instance + "/callback";
  }

  @Override
  public AutoCloseable open(String instance, Callback callback) {
    CallbackServlet servlet = new CallbackServlet(callback);
    open.put(path(instance), servlet);
    return () -> {
      callback.close();
      open.remove(path(instance), servlet);
    };
  }

  private final class Doors extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
        throws ServletException, IOException {
      CallbackServlet servlet = open.get(request.getRequestURI());
      if (servlet == null) {
        response.setStatus(404);
      } else {
        servlet.service(request, response);
      }
    }
  }

  @Override
  public void close() throws Exception {
    server.stop();
  }
}
