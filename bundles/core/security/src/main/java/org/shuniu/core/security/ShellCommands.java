// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.security;

import java.util.List;
import java.util.Optional;
import org.apache.karaf.shell.api.console.SessionFactory;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.shuniu.api.base.HubException;

/**
 * {@code shuniu:audit-verify}, {@code shuniu:separation [on|off]}, and {@code
 * shuniu:second-factor-reset LOGIN} for the day when the only administrator has lost the telephone
 * and the recovery codes.
 */
@Component(service = {})
public final class ShellCommands {
  private final AuditTrail trail;
  private final Users users;
  private final SecondFactors factors;
  private final Separation separation;
  private final List<ShellCommand> commands;

  @Activate
  public ShellCommands(
      @Reference AuditTrail trail,
      @Reference Users users,
      @Reference SecondFactors factors,
      @Reference Separation separation,
      @Reference SessionFactory shell) {
    this.trail = trail;
    this.users = users;
    this.factors = factors;
    this.separation = separation;
    this.commands =
        List.of(
            new ShellCommand(
                shell, "audit-verify", "Whether the audit is as it was written", this::verify),
            new ShellCommand(
                shell,
                "second-factor-reset",
                "Removes the second factor of a user: second-factor-reset LOGIN",
                this::reset),
            new ShellCommand(
                shell,
                "separation",
                "Whether system, security and audit are in different hands; separation on|off",
                this::separate));
    commands.forEach(ShellCommand::register);
  }

  @Deactivate
  void stop() {
    commands.forEach(ShellCommand::unregister);
  }

  private String verify(List<String> words) {
    AuditTrail.Verdict verdict = trail.verify();
    return describe(verdict);
  }

  static String describe(AuditTrail.Verdict verdict) {
    String whole = "intact, %d entries in order".formatted(verdict.checked());
    return verdict
        .broken()
        .map("BROKEN at entry %d: it was changed, or one is missing there"::formatted)
        .orElse(whole);
  }

  private String reset(List<String> words) {
    if (words.size() != 1) {
      return "usage: shuniu:second-factor-reset LOGIN";
    }
    Optional<UserRow> user = users.byLogin(Users.normal(words.get(0)));
    if (user.isEmpty()) {
      throw HubException.notFound("security.user.unknown", words.get(0));
    }
    factors.reset(user.get().id);
    return user.get().login + " logs in by password alone now";
  }

  private String separate(List<String> words) {
    if (words.equals(List.of("on"))) {
      separation.begin();
    } else if (words.equals(List.of("off"))) {
      separation.end();
    } else if (!words.isEmpty()) {
      return "usage: shuniu:separation [on|off]";
    }
    return separation.status().active()
        ? "separated: the role administrator gives nothing"
        : "not separated: the role administrator may do all";
  }
}
