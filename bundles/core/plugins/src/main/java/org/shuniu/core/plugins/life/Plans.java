// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.plugins.life;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.framework.Bundle;
import org.shuniu.api.base.HubException;
import org.shuniu.core.plugins.life.Candidates.Candidate;
import org.shuniu.core.plugins.life.ChangeRow.Kind;
import org.shuniu.core.plugins.life.Changes.Part;

/** What has to be done for what somebody wants; refuses what must not be. Changes nothing. */
final class Plans {
  private final Fleet fleet;
  private final History history;
  private final HealthWatch watch;
  private final Versions versions;
  private final Checks checks;

  Plans(Fleet fleet, History history, HealthWatch watch, Versions versions) {
    this.fleet = fleet;
    this.history = history;
    this.watch = watch;
    this.versions = versions;
    this.checks = new Checks(fleet, history);
  }

  /** What would happen if it were installed. */
  List<Checks.Verdict> preview(Candidate candidate, LifeConfig config) {
    boolean required = config.signaturesRequired();
    return candidate.plugins().stream()
        .map(file -> checks.verdict(file, candidate.plugins(), candidate.signer(), required))
        .toList();
  }

  /**
   * All of a file, if it may be.
   *
   * @param beside it takes nobody's place
   */
  List<Part> install(Candidate candidate, boolean beside, LifeConfig config) {
    List<Checks.Verdict> verdicts = preview(candidate, config);
    verdicts.stream()
        .flatMap(verdict -> verdict.problems().stream())
        .findFirst()
        .ifPresent(Plans::refuse);
    verdicts.stream()
        .flatMap(verdict -> (beside ? verdict.beside() : verdict.instead()).stream())
        .findFirst()
        .ifPresent(Plans::refuse);
    return verdicts.stream()
        .map(
            verdict -> {
              PluginFile file = verdict.file();
              Revision to = new Revision(file.version(), file.sha256(), false);
              return part(
                  config,
                  beside ? Optional.empty() : fleet.bundles().running(file.name()),
                  beside,
                  new History.Intent(
                      file.name(),
                      beside ? Kind.BESIDE : verdict.kind(),
                      verdict.from(),
                      Optional.of(to),
                      candidate.signer(),
                      file.dataVersion()));
            })
        .toList();
  }

  /** Back to a version that is kept, or to the one that came with the distribution. */
  List<Part> rollBack(String plugin, String sha256, LifeConfig config) {
    Revision to =
        versions.kept(plugin, config.keepVersions()).stream()
            .filter(revision -> revision.sha256().equals(sha256))
            .findFirst()
            .orElseThrow(() -> HubException.notFound("plugins.version.unknown", plugin));
    Optional<Revision> from = versions.running(plugin);
    if (from.map(Revision::sha256).equals(Optional.of(sha256))) {
      throw HubException.conflict(
          "plugins.same", Map.of("plugin", plugin, "version", to.version()));
    }
    if (versions.beside(plugin).stream().anyMatch(r -> r.version().equals(to.version()))) {
      throw HubException.conflict(
          "plugins.beside.runs", Map.of("plugin", plugin, "version", to.version()));
    }
    Optional<ChangeRow> arrival = history.arrival(plugin, sha256);
    Optional<String> signer = arrival.flatMap(row -> Optional.ofNullable(row.signer));
    if (config.signaturesRequired() && !to.shipped() && signer.isEmpty()) {
      throw Checks.unsigned(plugin);
    }
    int data = to.shipped() ? shippedData(plugin) : arrival.map(row -> row.dataVersion).orElse(0);
    checks.data(plugin, data).ifPresent(Plans::refuse);
    return List.of(
        part(
            config,
            fleet.bundles().running(plugin),
            false,
            new History.Intent(plugin, Kind.ROLL_BACK, from, Optional.of(to), signer, data)));
  }

  private int shippedData(String plugin) {
    return fleet
        .bundles()
        .shipped(plugin)
        .map(bundle -> bundle.getHeaders().get(PluginFile.DATA_VERSION))
        .map(text -> Integer.parseInt(text.strip()))
        .orElse(0);
  }

  /**
   * It runs no more; its versions are kept.
   *
   * @param beside hash of a version that runs beside; empty: the one that serves everybody
   */
  List<Part> remove(String plugin, Optional<String> beside, LifeConfig config) {
    Bundle bundle =
        beside
            .map(sha256 -> fleet.bundles().find(plugin, sha256, true))
            .orElseGet(() -> fleet.bundles().running(plugin))
            .orElseThrow(() -> HubException.notFound("plugins.unknown", plugin));
    return List.of(
        part(
            config,
            Optional.of(bundle),
            beside.isPresent(),
            new History.Intent(
                plugin,
                Kind.REMOVE,
                Optional.of(fleet.bundles().revision(bundle)),
                Optional.empty(),
                Optional.empty(),
                0)));
  }

  private Part part(
      LifeConfig config, Optional<Bundle> before, boolean beside, History.Intent intent) {
    Duration start = Duration.ofMillis(config.startTimeoutMs());
    Swap.Terms terms =
        new Swap.Terms(
            start,
            Duration.ofMillis(config.stopTimeoutMs()),
            new HealthWatch.Measure(
                start,
                Duration.ofMillis(config.watchMs()),
                config.errorPercent(),
                config.heapPercent()));
    return new Part(
        new Swap(fleet, watch, terms, intent.plugin(), before, intent.to(), beside), intent);
  }

  private static void refuse(HubException problem) {
    throw problem;
  }
}
