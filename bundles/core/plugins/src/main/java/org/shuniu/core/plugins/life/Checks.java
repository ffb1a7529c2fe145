// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.plugins.life;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.Version;
import org.shuniu.api.base.HubException;
import org.shuniu.core.plugins.life.ChangeRow.Kind;

/** What can be known of a plugin before anything happens. Changes nothing. */
final class Checks {
  private final Fleet fleet;
  private final History history;
  private final Wiring wiring;

  Checks(Fleet fleet, History history) {
    this.fleet = fleet;
    this.history = history;
    this.wiring = new Wiring(fleet.bundles());
  }

  /**
   * What would happen.
   *
   * @param from what runs now
   * @param problems why it cannot be installed; empty: it can
   * @param instead why it cannot take the place of what runs; empty: it can
   * @param beside why it cannot run beside it; empty: it can
   * @param notes what whoever installs it should know
   * @param refreshed bundles of others that would be wired anew
   */
  record Verdict(
      PluginFile file,
      Kind kind,
      Optional<Revision> from,
      List<HubException> problems,
      Optional<HubException> instead,
      Optional<HubException> beside,
      List<HubException> notes,
      List<String> refreshed) {}

  /** Looks at one of several that would be installed together. */
  Verdict verdict(
      PluginFile file, List<PluginFile> together, Optional<String> signer, boolean required) {
    Optional<Bundle> running = fleet.bundles().running(file.name());
    Optional<Revision> from = running.map(fleet.bundles()::revision);
    Wiring.Findings found = wiring.look(file, together);
    List<HubException> problems = new ArrayList<>();
    identity(file, running).ifPresent(problems::add);
    same(file, from).ifPresent(problems::add);
    data(file.name(), file.dataVersion()).ifPresent(problems::add);
    if (!found.missing().isEmpty()) {
      problems.add(told("plugins.package.missing", file, "missing", some(found.missing())));
    }
    if (!found.taken().isEmpty()) {
      problems.add(told("plugins.exports.taken", file, "packages", some(found.taken())));
    }
    if (signer.isEmpty() && required) {
      problems.add(unsigned(file.name()));
    }
    return new Verdict(
        file,
        from.isPresent() ? Kind.UPDATE : Kind.INSTALL,
        from,
        List.copyOf(problems),
        instead(file),
        beside(file, from),
        notes(file, from, signer, found),
        found.refreshed());
  }

  /** Nobody has signed it, and here that is refused. */
  static HubException unsigned(String plugin) {
    return HubException.caller(
        HubException.Reason.UNPROCESSABLE, "plugins.signature.missing", Map.of("plugin", plugin));
  }

  /** A name of the hub's own, or of a plugin of another kind, is not for this one. */
  private Optional<HubException> identity(PluginFile file, Optional<Bundle> running) {
    if (fleet.bundles().reserved(file.name())) {
      return Optional.of(told("plugins.name.reserved", file));
    }
    Optional<String> seam = running.flatMap(bundle -> PluginFile.of("", 0, headers(bundle)).seam());
    boolean other = seam.isPresent() && !seam.equals(file.seam());
    return other
        ? Optional.of(told("plugins.name.taken", file, "seam", seam.get()))
        : Optional.empty();
  }

  private static Map<String, String> headers(Bundle bundle) {
    Map<String, String> headers = new HashMap<>();
    var all = bundle.getHeaders();
    all.keys().asIterator().forEachRemaining(key -> headers.put(key, all.get(key)));
    headers.putIfAbsent(Constants.BUNDLE_SYMBOLICNAME, bundle.getSymbolicName());
    return headers;
  }

  private static Optional<HubException> same(PluginFile file, Optional<Revision> from) {
    return from.filter(revision -> revision.sha256().equals(file.sha256()))
        .map(revision -> told("plugins.same", file, "version", revision.version()));
  }

  /** An instance would not know which of two bundles of one version is meant. */
  private Optional<HubException> instead(PluginFile file) {
    boolean taken =
        fleet.bundles().beside(file.name()).stream()
            .anyMatch(bundle -> bundle.getVersion().toString().equals(file.version()));
    return taken
        ? Optional.of(told("plugins.beside.runs", file, "version", file.version()))
        : Optional.empty();
  }

  private Optional<HubException> beside(PluginFile file, Optional<Revision> from) {
    if (from.isEmpty()) {
      return Optional.of(told("plugins.beside.alone", file));
    }
    return from.filter(revision -> revision.version().equals(file.version()))
        .map(revision -> told("plugins.beside.version", file, "version", revision.version()))
        .or(() -> instead(file));
  }

  /** What is stored has a form that this version would not understand. */
  Optional<HubException> data(String plugin, int dataVersion) {
    int stored = fleet.wanted().find(plugin).map(Wanted::data).orElse(0);
    return dataVersion >= stored
        ? Optional.empty()
        : Optional.of(
            HubException.conflict(
                "plugins.data.newer",
                Map.of("plugin", plugin, "stored", stored, "understood", dataVersion)));
  }

  private List<HubException> notes(
      PluginFile file, Optional<Revision> from, Optional<String> signer, Wiring.Findings found) {
    List<HubException> notes = new ArrayList<>();
    if (signer.isEmpty()) {
      notes.add(told("plugins.note.unsigned", file));
    }
    from.flatMap(revision -> history.arrival(file.name(), revision.sha256()))
        .flatMap(row -> Optional.ofNullable(row.signer))
        .filter(former -> !Optional.of(former).equals(signer))
        .ifPresent(former -> notes.add(told("plugins.note.other-signer", file, "signer", former)));
    from.filter(r -> Version.parseVersion(r.version()).compareTo(version(file)) > 0)
        .ifPresent(r -> notes.add(told("plugins.note.older", file, "version", r.version())));
    if (!found.refreshed().isEmpty()) {
      notes.add(told("plugins.note.refreshes", file, "bundles", some(found.refreshed())));
    }
    return List.copyOf(notes);
  }

  private static Version version(PluginFile file) {
    return Version.parseVersion(file.version());
  }

  private static HubException told(String code, PluginFile file) {
    return HubException.conflict(code, Map.of("plugin", file.name()));
  }

  private static HubException told(String code, PluginFile file, String key, String value) {
    return HubException.conflict(code, Map.of("plugin", file.name(), key, value));
  }

  private static String some(List<String> all) {
    return Faults.shortened(String.join(", ", all));
  }
}
