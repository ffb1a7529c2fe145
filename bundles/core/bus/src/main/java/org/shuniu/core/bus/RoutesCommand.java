// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.bus;

import java.util.List;
import org.apache.karaf.shell.api.console.Command;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Parser;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.api.console.SessionFactory;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** {@code shuniu:routes}: what Camel runs, and for whom. */
@Component(service = {})
public final class RoutesCommand implements Command {
  private final Routes routes;
  private final SessionFactory shell;

  @Activate
  public RoutesCommand(@Reference Routes routes, @Reference SessionFactory shell) {
    this.routes = routes;
    this.shell = shell;
    shell.getRegistry().register(this);
  }

  @Deactivate
  void stop() {
    shell.getRegistry().unregister(this);
  }

  @Override
  public @Nullable Object execute(Session session, List<Object> arguments) {
    List<String> lines = routes.describe();
    lines.forEach(session.getConsole()::println);
    session.getConsole().println(lines.size() + " routes");
    return null;
  }

  @Override
  public String getScope() {
    return "shuniu";
  }

  @Override
  public String getName() {
    return "routes";
  }

  @Override
  public String getDescription() {
    return "Camel routes of all bundles";
  }

  @Override
  public @Nullable Completer getCompleter(boolean scoped) {
    return null;
  }

  @Override
  public @Nullable Parser getParser() {
    return null;
  }
}
