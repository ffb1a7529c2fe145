// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.bus;

import java.io.PrintStream;
import java.util.List;
import org.apache.karaf.shell.api.console.SessionFactory;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * {@code shuniu:routes [camel]}: who publishes and consumes what, with figures over one second; or
 * what Camel runs, and for whom.
 */
@Component(service = {})
public final class RoutesCommand extends ShellCommand {
  private static final long SAMPLE_MS = 1000;

  private final Routes routes;
  private final RouteMapper mapper;

  @Activate
  public RoutesCommand(
      @Reference Routes routes, @Reference RouteMapper mapper, @Reference SessionFactory shell) {
    super(shell, "routes", "Who publishes and consumes what: routes [camel]");
    this.routes = routes;
    this.mapper = mapper;
    register();
  }

  @Deactivate
  void stop() {
    unregister();
  }

  @Override
  void run(List<String> words, PrintStream out) {
    if (words.equals(List.of("camel"))) {
      List<String> lines = routes.describe();
      lines.forEach(out::println);
      out.println(lines.size() + " routes");
    } else if (words.isEmpty()) {
      map(out);
    } else {
      out.println("usage: shuniu:routes [camel]");
    }
  }

  private void map(PrintStream out) {
    RouteMap first = mapper.look();
    try {
      Thread.sleep(SAMPLE_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    RouteLines.of(first, mapper.look()).forEach(out::println);
  }
}
