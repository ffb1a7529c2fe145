// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.bus;

import java.io.PrintStream;
import java.util.List;
import org.apache.karaf.shell.api.console.SessionFactory;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.shuniu.api.base.HubException;

/** {@code shuniu:trace ID} in the administrator's shell. */
@Component(service = {})
public final class TraceCommand extends ShellCommand {
  private final BusComponent bus;

  @Activate
  public TraceCommand(@Reference BusComponent bus, @Reference SessionFactory shell) {
    super(shell, "trace", "The messages of a matter: trace CONTACT | TICKET | MESSAGE");
    this.bus = bus;
    register();
  }

  @Deactivate
  void stop() {
    unregister();
  }

  @Override
  void run(List<String> words, PrintStream out) {
    if (words.size() != 1) {
      out.println("usage: shuniu:trace ID (of a contact, a ticket or a message)");
      return;
    }
    try {
      Trace.Matter matter = bus.trace().follow(words.get(0));
      out.println("matter " + matter.correlation());
      matter.steps().forEach(step -> out.println(line(step)));
    } catch (HubException e) {
      out.println(e.getMessage());
    }
  }

  private static String line(Trace.Step step) {
    return "%s  %-34s %s  from %s%s%s"
        .formatted(
            step.at(),
            step.type(),
            step.key(),
            step.source(),
            step.handledBy().isEmpty() ? "" : "  to " + String.join(", ", step.handledBy()),
            step.deadAt().isEmpty() ? "" : "  DEAD AT " + String.join(", ", step.deadAt()));
  }
}
