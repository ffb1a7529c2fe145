// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.plugins.life;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.osgi.framework.Bundle;
import org.shuniu.api.base.HubException;

/**
 * One plugin goes from what runs to what shall run. The new version is installed beside the old one
 * and finds all it needs before the old one is touched; then the old one is drained and stopped and
 * the new one started, for the time being: the framework would start the old one again after a
 * power cut. {@link #commit} makes it last, {@link #undo} makes it as it was.
 */
final class Swap {
  private final Fleet fleet;
  private final Terms terms;
  private final String plugin;
  private final Optional<Revision> to;
  private final boolean beside;
  private final Optional<Bundle> before;
  private final Set<String> well;
  private Optional<Bundle> after = Optional.empty();

  /**
   * How long what may take.
   *
   * @param health what it is judged by
   */
  record Terms(Duration start, Duration stop, HealthWatch.Measure health) {}

  /**
   * Nothing happens yet.
   *
   * @param from what it takes the place of; empty: of nothing
   * @param to empty: it shall run no more
   * @param beside it is about a version beside the one that serves everybody
   */
  Swap(
      Fleet fleet,
      HealthWatch watch,
      Terms terms,
      String plugin,
      Optional<Bundle> from,
      Optional<Revision> to,
      boolean beside) {
    this.fleet = fleet;
    this.terms = terms;
    this.plugin = plugin;
    this.to = to;
    this.beside = beside;
    this.before = from;
    this.well = before.map(watch::well).orElse(Set.of());
  }

  String plugin() {
    return plugin;
  }

  /** What the files shall say when it has come through. */
  Wanted wanted(int dataVersion) {
    Wanted now = fleet.wanted().find(plugin).orElse(Wanted.SHIPPED);
    if (!beside) {
      return now.run(to, dataVersion);
    }
    return to.map(revision -> now.with(revision, dataVersion))
        .or(() -> before.map(fleet.bundles()::revision).map(now::without))
        .orElse(now);
  }

  /** Installs the new version; whoever runs is not touched. */
  void prepare() {
    if (to.isEmpty()) {
      return;
    }
    Bundle bundle = candidate(to.get());
    after = Optional.of(bundle);
    if (!fleet.bundles().resolve(bundle)) {
      throw HubException.conflict("plugins.not-resolved", Map.of("plugin", plugin));
    }
  }

  private Bundle candidate(Revision revision) {
    if (revision.shipped()) {
      return fleet
          .bundles()
          .shipped(plugin)
          .orElseThrow(() -> HubException.notFound("plugins.version.unknown", plugin));
    }
    // One that blocked for ever in an earlier try may be there still.
    fleet
        .bundles()
        .find(plugin, revision.sha256(), beside)
        .ifPresent(left -> fleet.bundles().uninstall(left, terms.stop()));
    try {
      return fleet
          .bundles()
          .install(
              plugin,
              revision.sha256(),
              beside,
              fleet
                  .store()
                  .intact(revision.sha256())
                  .orElseThrow(() -> HubException.notFound("plugins.version.unknown", plugin)));
    } catch (IOException e) {
      throw HubException.external("plugins.store.failed", Map.of("fault", "" + e.getMessage()), e);
    }
  }

  /** Drains and stops the old version. */
  void drain() {
    before.ifPresent(old -> fleet.bundles().stop(old, false, terms.stop()));
  }

  /** Starts the new one on trial. */
  void start() {
    after.ifPresent(fresh -> fleet.bundles().start(fresh, false, terms.start()));
  }

  /** Waits whether the new one is well. */
  void watch(HealthWatch watch) {
    after.ifPresent(fresh -> watch.watch(fresh, well, terms.health()));
  }

  /** It has become what shall run; all others go for good. */
  void commit() {
    after.ifPresent(fresh -> fleet.bundles().start(fresh, true, terms.start()));
    if (beside) {
      before.ifPresent(this::retire);
      return;
    }
    fleet.bundles().of(plugin).stream()
        .filter(bundle -> !Besides.runs(bundle) && !after.equals(Optional.of(bundle)))
        .forEach(this::retire);
  }

  private void retire(Bundle old) {
    if (fleet.bundles().stored(old)) {
      fleet.bundles().uninstall(old, terms.stop());
    } else {
      fleet.bundles().stop(old, true, terms.stop());
    }
  }

  /**
   * All is made as it was, as far as the bundles let. Tells whether what was well is well again.
   */
  boolean undo(HealthWatch watch) {
    after.filter(fresh -> !before.equals(after)).ifPresent(this::dismiss);
    if (before.isEmpty()) {
      return true;
    }
    try {
      fleet.bundles().start(before.get(), false, terms.start());
      return watch.recovered(before.get(), well, terms.health().settle());
    } catch (HubException e) {
      return false;
    }
  }

  private void dismiss(Bundle fresh) {
    if (fleet.bundles().stored(fresh)) {
      fleet.bundles().uninstall(fresh, terms.stop());
      return;
    }
    try {
      fleet.bundles().stop(fresh, false, terms.stop());
    } catch (HubException e) {
      // told by what made the trial fail
    }
  }
}
