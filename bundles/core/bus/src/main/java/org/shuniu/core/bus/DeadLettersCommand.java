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

/** {@code shuniu:dead-letters list | redeliver ID | discard ID} in the administrator's shell. */
@Component(service = {})
public final class DeadLettersCommand extends ShellCommand {
  private static final int SHOWN = 200;

  private final BusComponent bus;

  @Activate
  public DeadLettersCommand(@Reference BusComponent bus, @Reference SessionFactory shell) {
    super(shell, "dead-letters", "Messages that could not be handled: list, redeliver, discard");
    this.bus = bus;
    register();
  }

  @Deactivate
  void stop() {
    unregister();
  }

  @Override
  void run(List<String> words, PrintStream out) {
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
  }

  private void list(PrintStream out) {
    List<DeadLetterRow> letters = bus.desk().list(DeadLetterFilter.ALL, "", SHOWN);
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
}
