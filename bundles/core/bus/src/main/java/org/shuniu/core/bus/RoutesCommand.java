// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.bus;

import java.io.PrintStream;
import java.util.List;
import org.apache.karaf.shell.api.console.SessionFactory;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** {@code shuniu:routes}: what Camel runs, and for whom. */
@Component(service = {})
public final class RoutesCommand extends ShellCommand {
  private final Routes routes;

  @Activate
  public RoutesCommand(@Reference Routes routes, @Reference SessionFactory shell) {
    super(shell, "routes", "Camel routes of all bundles");
    this.routes = routes;
    register();
  }

  @Deactivate
  void stop() {
    unregister();
  }

  @Override
  void run(List<String> words, PrintStream out) {
    List<String> lines = routes.describe();
    lines.forEach(out::println);
    out.println(lines.size() + " routes");
  }
}
