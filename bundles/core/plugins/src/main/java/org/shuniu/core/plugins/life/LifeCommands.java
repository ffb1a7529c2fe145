// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.plugins.life;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.karaf.shell.api.console.SessionFactory;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.shuniu.api.base.HubException;
import org.shuniu.core.plugins.life.Candidates.Candidate;

/**
 * {@code shuniu:plugin-*}: plugins from the administrator's shell, where a change is waited for.
 */
@Component(service = {})
public final class LifeCommands {
  private static final long LONGEST_WAIT_S = 300;

  private final PluginLife life;
  private final List<ShellCommand> commands;

  @Activate
  public LifeCommands(@Reference PluginLife life, @Reference SessionFactory shell) {
    this.life = life;
    this.commands =
        List.of(
            new ShellCommand(
                shell, "plugin-list", "Plugins with the versions that are kept", this::list),
            new ShellCommand(
                shell,
                "plugin-install",
                "Installs a jar or a KAR: plugin-install FILE [preview|beside]",
                words -> install("plugin-install", words)),
            new ShellCommand(
                shell,
                "plugin-update",
                "Updates a plugin by a jar or a KAR: plugin-update FILE [preview|beside]",
                words -> install("plugin-update", words)),
            new ShellCommand(
                shell,
                "plugin-rollback",
                "Goes back to a version: plugin-rollback NAME VERSION|SHA256",
                this::rollBack),
            new ShellCommand(
                shell, "plugin-history", "What was done: plugin-history [NAME]", this::history),
            new ShellCommand(
                shell,
                "plugin-remove",
                "Takes a plugin away, or a version beside: plugin-remove NAME [VERSION]",
                this::remove));
    commands.forEach(ShellCommand::register);
  }

  @Deactivate
  void stop() {
    commands.forEach(ShellCommand::unregister);
  }

  private String list(List<String> words) {
    return life.versions().names().stream()
        .map(
            name -> {
              Optional<Revision> running = life.versions().running(name);
              String kept =
                  life.kept(name).stream()
                      .map(revision -> told(revision) + (revision.shipped() ? " shipped" : ""))
                      .collect(Collectors.joining(", "));
              String runs = running.map(Revision::version).orElse("-");
              String beside =
                  life.versions().beside(name).stream()
                      .map(revision -> "+" + revision.version())
                      .collect(Collectors.joining(" "));
              return "%-40s %-12s %s kept: %s".formatted(name, runs, beside, kept);
            })
        .collect(Collectors.joining("\n"));
  }

  private static String told(Revision revision) {
    String sha256 = revision.sha256();
    return revision.version() + " (" + sha256.substring(0, Math.min(12, sha256.length())) + ")";
  }

  private String install(String command, List<String> words) {
    if (words.isEmpty() || words.size() > 2) {
      return "usage: shuniu:" + command + " FILE [preview|beside]";
    }
    Candidate candidate = look(Path.of(words.get(0)));
    String preview =
        life.preview(candidate).stream().map(LifeCommands::told).collect(Collectors.joining("\n"));
    boolean beside = words.size() == 2 && words.get(1).equals("beside");
    if (words.size() == 2 && !beside) {
      return preview;
    }
    return preview
        + "\n"
        + awaited(life.install(candidate.id(), Optional.empty(), beside, Doer.SHELL));
  }

  private Candidate look(Path file) {
    Path copy = life.fleet().store().fresh();
    Path signature = file.resolveSibling(file.getFileName() + ".sig");
    try {
      if (Files.size(file) > life.fileLimit()) {
        throw life.tooLarge();
      }
      Files.copy(file, copy);
      Optional<String> signed =
          Files.exists(signature) ? Optional.of(Files.readString(signature)) : Optional.empty();
      return life.look(copy, file.getFileName().toString(), signed);
    } catch (IOException e) {
      throw HubException.invalid("plugins.file.unreadable", Map.of("file", file.toString()));
    }
  }

  private static String told(Checks.Verdict verdict) {
    StringBuilder text =
        new StringBuilder(
            "%s %s %s -> %s"
                .formatted(
                    verdict.kind(),
                    verdict.file().name(),
                    verdict.from().map(Revision::version).orElse("-"),
                    verdict.file().version()));
    verdict.problems().forEach(p -> text.append("\n  problem: ").append(p.getMessage()));
    verdict.notes().forEach(n -> text.append("\n  note: ").append(n.getMessage()));
    return text.toString();
  }

  private String rollBack(List<String> words) {
    if (words.size() != 2) {
      return "usage: shuniu:plugin-rollback NAME VERSION|SHA256";
    }
    String wanted = words.get(1);
    String sha256 =
        life.kept(words.get(0)).stream()
            .filter(r -> r.version().equals(wanted) || r.sha256().startsWith(wanted))
            .findFirst()
            .map(Revision::sha256)
            .orElse(wanted);
    return awaited(life.rollBack(words.get(0), sha256, Optional.empty(), Doer.SHELL));
  }

  private String remove(List<String> words) {
    if (words.isEmpty() || words.size() > 2) {
      return "usage: shuniu:plugin-remove NAME [VERSION]";
    }
    String plugin = words.get(0);
    Optional<String> beside =
        words.stream()
            .skip(1)
            .findFirst()
            .map(
                version ->
                    life.versions().beside(plugin).stream()
                        .filter(revision -> revision.version().equals(version))
                        .findFirst()
                        .map(Revision::sha256)
                        .orElse(version));
    return awaited(life.remove(plugin, beside, Optional.empty(), Doer.SHELL));
  }

  private String awaited(Changes.Begun begun) {
    try {
      begun.done().get(LONGEST_WAIT_S, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      return "it goes on, see shuniu:plugin-history";
    }
    return begun.rows().stream()
        .flatMap(row -> life.history().find(row.id).stream())
        .map(LifeCommands::told)
        .collect(Collectors.joining("\n"));
  }

  private String history(List<String> words) {
    return life.history().list(words.isEmpty() ? "" : words.get(0), "", 50).stream()
        .map(LifeCommands::told)
        .collect(Collectors.joining("\n"));
  }

  private static String told(ChangeRow row) {
    Instant begun = row.begun.truncatedTo(ChronoUnit.SECONDS);
    return "%s %-9s %s %s -> %s by %s: %s %s %s"
        .formatted(
            begun,
            row.kind,
            row.plugin,
            Optional.ofNullable(row.fromVersion).orElse("-"),
            Optional.ofNullable(row.toVersion).orElse("-"),
            row.login == null ? row.way : row.login,
            row.outcome,
            Optional.ofNullable(row.reason).orElse(""),
            Optional.ofNullable(row.arguments).orElse(""))
        .strip();
  }
}
