// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.ops;

import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.shuniu.api.hub.Connectors;

/**
 * {@code shuniu:status} and {@code shuniu:plugins} in the administrator's shell. The shell finds
 * the methods by the service's properties and shows what they print.
 */
@Component(
    service = ShellCommands.class,
    property = {
      "osgi.command.scope=shuniu",
      "osgi.command.function=status",
      "osgi.command.function=plugins"
    })
public final class ShellCommands {
  private final HubHealth health;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile @Nullable Connectors connectors;

  @Activate
  public ShellCommands(@Reference HubHealth health) {
    this.health = health;
  }

  /** How the hub and its parts are. */
  public void status() {
    HealthReport report = health.report();
    StringJoiner lines = new StringJoiner("\n");
    lines.add("hub is " + report.status());
    report
        .checks()
        .forEach(
            c -> lines.add(String.format("  %-24s %-9s %s", c.name(), c.status(), c.message())));
    System.out.println(lines);
  }

  /** The connectors that run here. */
  public void plugins() {
    Connectors known = connectors;
    List<Connectors.Status> all = known == null ? List.of() : known.list();
    if (all.isEmpty()) {
      System.out.println("no connector runs here");
      return;
    }
    StringJoiner lines = new StringJoiner("\n");
    for (Connectors.Status c : all) {
      lines.add(
          String.format(
              Locale.ROOT,
              "%-8s %-16s %-9s since %s  %s %s  %s",
              c.seam(),
              c.instance(),
              c.link().status(),
              c.link().since(),
              c.bundle(),
              c.version(),
              c.link().reason()));
    }
    System.out.println(lines);
  }
}
