// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.plugins.life;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.shuniu.api.base.HubException;

/** What REST tells of the life of plugins. */
final class PluginViews {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<TreeMap<String, String>> ARGUMENTS = new TypeReference<>() {};

  private PluginViews() {}

  /** A cause: a code that screens translate, with its arguments. */
  record PluginCause(String code, Map<String, String> args) {
    static PluginCause of(HubException cause) {
      Map<String, String> args = new TreeMap<>();
      cause.arguments().forEach((key, value) -> args.put(key, String.valueOf(value)));
      return new PluginCause(cause.code(), args);
    }
  }

  /**
   * One version of a plugin.
   *
   * @param shipped whether it came with the distribution
   * @param running whether it is the one that runs
   */
  record PluginVersion(String version, String sha256, boolean shipped, boolean running) {
    static PluginVersion of(Revision revision, Optional<Revision> running) {
      return new PluginVersion(
          revision.version(),
          revision.sha256(),
          revision.shipped(),
          running.filter(revision::equals).isPresent());
    }
  }

  /**
   * A plugin that is here or can come back.
   *
   * @param version what runs, absent if nothing does
   * @param wanted SHIPPED, STORED or NOTHING: what shall run after a restart
   * @param revision to be sent with a change of it
   * @param beside what runs beside it, for the instances whose configuration names the version
   * @param versions that are kept, newest first
   */
  record InstalledPlugin(
      String name,
      Optional<String> version,
      String wanted,
      Optional<String> signer,
      String revision,
      List<PluginVersion> beside,
      List<PluginVersion> versions) {}

  /**
   * What would happen to one plugin.
   *
   * @param kind INSTALL or UPDATE
   * @param from version that runs now
   * @param problems why it is refused; empty: it is not
   * @param instead why it cannot take the place of what runs, absent if it can
   * @param beside whether it can run beside it
   * @param notes what should be known before
   * @param refreshed other bundles that would be wired anew
   */
  record PluginVerdict(
      String name,
      String kind,
      Optional<String> from,
      String version,
      String sha256,
      long size,
      Optional<String> seam,
      List<PluginCause> problems,
      Optional<PluginCause> instead,
      boolean beside,
      List<PluginCause> notes,
      List<String> refreshed) {
    static PluginVerdict of(Checks.Verdict verdict) {
      PluginFile file = verdict.file();
      return new PluginVerdict(
          file.name(),
          verdict.kind().name(),
          verdict.from().map(Revision::version),
          file.version(),
          file.sha256(),
          file.size(),
          file.seam(),
          verdict.problems().stream().map(PluginCause::of).toList(),
          verdict.instead().map(PluginCause::of),
          verdict.beside().isEmpty(),
          verdict.notes().stream().map(PluginCause::of).toList(),
          verdict.refreshed());
    }
  }

  /**
   * What would happen if a file were installed.
   *
   * @param signer name of the key by which it is signed
   * @param revision to be sent when it is installed
   */
  record PluginPreview(
      String id,
      String fileName,
      Optional<String> signer,
      String revision,
      List<PluginVerdict> plugins) {}

  /**
   * A change of a plugin.
   *
   * @param kind INSTALL, UPDATE, BESIDE, ROLL_BACK or REMOVE
   * @param batch the same for changes that were made together
   * @param way console, shell or deploy
   * @param outcome RUNNING, DONE, ROLLED_BACK, FAILED, REFUSED or INTERRUPTED
   * @param step while it runs: PREPARING, DRAINING, STARTING, WATCHING or ROLLING_BACK
   */
  record PluginChange(
      String id,
      String batch,
      String plugin,
      String kind,
      Optional<String> fromVersion,
      Optional<String> toVersion,
      Optional<String> sha256,
      Optional<String> signer,
      Optional<String> login,
      String way,
      Instant begun,
      Optional<Instant> ended,
      String outcome,
      Optional<String> step,
      Optional<PluginCause> reason) {
    static PluginChange of(ChangeRow row, Optional<Changes.Running> running) {
      boolean runs = row.outcome == ChangeRow.Outcome.RUNNING;
      return new PluginChange(
          row.id,
          row.batch,
          row.plugin,
          row.kind.name(),
          Optional.ofNullable(row.fromVersion),
          Optional.ofNullable(row.toVersion),
          Optional.ofNullable(row.toSha256),
          Optional.ofNullable(row.signer),
          Optional.ofNullable(row.login),
          row.way,
          row.begun,
          Optional.ofNullable(row.ended),
          row.outcome.name(),
          running.filter(r -> runs).map(r -> r.step().name()),
          Optional.ofNullable(row.reason).map(code -> new PluginCause(code, args(row.arguments))));
    }

    private static Map<String, String> args(@Nullable String json) {
      try {
        return json == null ? Map.of() : JSON.readValue(json, ARGUMENTS);
      } catch (JsonProcessingException e) {
        return Map.of();
      }
    }
  }
}
