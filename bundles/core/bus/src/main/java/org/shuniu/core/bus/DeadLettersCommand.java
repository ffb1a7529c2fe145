// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.bus;

import java.io.PrintStream;
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
import org.shuniu.api.base.HubException;

/** {@code shuniu:dead-letters list | redeliver ID | discard ID} in the administrator's shell. */
@Component(service = {})
public final class DeadLettersCommand implements Command {
  private static final int SHOWN = 200;

  private final BusComponent bus;
  private final SessionFactory shell;

  @Activate
  public DeadLettersCommand(@Reference BusComponent bus, @Reference SessionFactory shell) {
    this.bus = bus;
    this.shell = shell;
    shell.getRegistry().register(this);
  }

  @Deactivate
  void stop() {
    shell.getRegistry().unregister(this);
  }

  @Override
  public @Nullable Object execute(Session session, List<Object> arguments) {
    PrintStream out = session.getConsole();
    List<String> words = arguments.stream().map(String::valueOf).toList();
    try {
      if (words.isEmpty() || words.equals(List.of("list"))) {
        list(out);
      } else if (words.size() == 2 && words.get(0).equals("redeliver")) {
        DeadLetterRow letter = bus.desk().redeliver(words.get(1));
        out.println("redelivering " + letter.key + " to " + letter.consumer);
      } else if (words.size() == 2 && words.get(0).equals("discard")) {
        DeadLetterRow letter = bus.desk().discard(words.get(1));
        out.println("discarded " + letter.messageId);
      } else {
        out.println("usage: shuniu:dead-letters list | redeliver ID | discard ID");
      }
    } catch (HubException e) {
      out.println(e.getMessage());
    }
    return null;
  }

  private void list(PrintStream out) {
    List<DeadLetterRow> letters = bus.desk().list("", SHOWN);
    if (letters.isEmpty()) {
      out.println("no dead letters");
    }
    for (DeadLetterRow letter : letters) {
      out.printf(
          "%s  %s  %-24s %-30s %s  tried %d times: %s%n",
          letter.id,
          letter.parkedAt,
          letter.consumer,
          letter.tag,
          letter.key,
          letter.tries,
          letter.reason);
    }
  }

  @Override
  public String getScope() {
    return "shuniu";
  }

  @Override
  public String getName() {
    return "dead-letters";
  }

  @Override
  public String getDescription() {
    return "Messages that could not be handled: list, redeliver, discard";
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
