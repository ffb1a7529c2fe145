// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.plugins.life;

import java.util.List;
import java.util.function.Function;
import org.apache.karaf.shell.api.console.Command;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Parser;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.api.console.SessionFactory;
import org.jspecify.annotations.Nullable;
import org.shuniu.api.base.HubException;

/** A command of the administrator's shell, {@code shuniu:NAME}: from words to what is printed. */
final class ShellCommand implements Command {
  private final SessionFactory shell;
  private final String name;
  private final String description;
  private final Function<List<String>, String> work;

  ShellCommand(
      SessionFactory shell, String name, String description, Function<List<String>, String> work) {
    this.shell = shell;
    this.name = name;
    this.description = description;
    this.work = work;
  }

  void register() {
    shell.getRegistry().register(this);
  }

  void unregister() {
    shell.getRegistry().unregister(this);
  }

  @Override
  public @Nullable Object execute(Session session, List<Object> arguments) {
    String answer;
    try {
      answer = work.apply(arguments.stream().map(String::valueOf).toList());
    } catch (HubException e) {
      answer = "refused: " + e.getMessage();
    }
    session.getConsole().println(answer);
    return null;
  }

  @Override
  public String getScope() {
    return "shuniu";
  }

  @Override
  public String getName() {
    return name;
  }

  @Override
  public String getDescription() {
    return description;
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
