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

/** A command of the administrator's shell: {@code shuniu:NAME}. */
abstract class ShellCommand implements Command {
  private final SessionFactory shell;
  private final String name;
  private final String description;

  ShellCommand(SessionFactory shell, String name, String description) {
    this.shell = shell;
    this.name = name;
    this.description = description;
  }

  final void register() {
    shell.getRegistry().register(this);
  }

  final void unregister() {
    shell.getRegistry().unregister(this);
  }

  abstract void run(List<String> words, PrintStream out);

  @Override
  public final @Nullable Object execute(Session session, List<Object> arguments) {
    run(arguments.stream().map(String::valueOf).toList(), session.getConsole());
    return null;
  }

  @Override
  public final String getScope() {
    return "shuniu";
  }

  @Override
  public final String getName() {
    return name;
  }

  @Override
  public final String getDescription() {
    return description;
  }

  @Override
  public final @Nullable Completer getCompleter(boolean scoped) {
    return null;
  }

  @Override
  public final @Nullable Parser getParser() {
    return null;
  }
}
