// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.plugins.life;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.osgi.framework.Bundle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which versions of which plugins are here: the one that runs, and those one can go back to. */
final class Versions {
  private static final Logger LOG = LoggerFactory.getLogger(Versions.class);

  private final Fleet fleet;
  private final History history;

  Versions(Fleet fleet, History history) {
    this.fleet = fleet;
    this.history = history;
  }

  /** Names of all plugins that are here, or were and can come back. */
  Set<String> names() {
    Set<String> names = new TreeSet<>(fleet.wanted().all().keySet());
    fleet.bundles().plugins().forEach(bundle -> names.add(bundle.getSymbolicName()));
    return names;
  }

  /** What runs of a plugin. */
  Optional<Revision> running(String plugin) {
    Optional<Bundle> bundle = fleet.bundles().running(plugin);
    return bundle
        .filter(each -> fleet.bundles().plugins().contains(each))
        .map(fleet.bundles()::revision);
  }

  /** What runs beside it, for the instances that name the version. */
  List<Revision> beside(String plugin) {
    return fleet.bundles().beside(plugin).stream().map(fleet.bundles()::revision).toList();
  }

  /** What came with the distribution. */
  Optional<Revision> shipped(String plugin) {
    return fleet.bundles().shipped(plugin).map(fleet.bundles()::revision);
  }

  /** Those one can go back to, the newest first; what runs is among them. */
  List<Revision> kept(String plugin, int most) {
    List<Revision> kept = new ArrayList<>();
    history.ran(plugin, most).stream()
        .filter(revision -> fleet.store().find(revision.sha256()).isPresent())
        .forEach(kept::add);
    shipped(plugin).ifPresent(kept::add);
    return kept;
  }

  /** Changes with what runs: who decides on a preview says by it what was seen. */
  String seen(List<String> plugins) {
    Map<String, String> seen = new TreeMap<>();
    plugins.forEach(
        name -> seen.put(name, running(name).map(Revision::sha256).orElse("none") + beside(name)));
    return Integer.toHexString(seen.hashCode());
  }

  /** Whether, of a plugin, this is what shall run; of nothing, that nothing shall. */
  boolean wanted(String plugin, Optional<String> sha256) {
    Wanted wanted = fleet.wanted().find(plugin).orElse(Wanted.SHIPPED);
    if (sha256.filter(wanted.beside()::containsValue).isPresent()) {
      return true;
    }
    return switch (wanted.run()) {
      case NOTHING -> sha256.isEmpty();
      case STORED -> sha256.equals(Optional.of(wanted.sha256()));
      case SHIPPED -> sha256.equals(shipped(plugin).map(Revision::sha256));
    };
  }

  /**
   * Deletes the jars of versions that are not kept any more.
   *
   * @param waiting hashes of those that nobody has decided about yet
   */
  void tidy(int most, Set<String> waiting) {
    try {
      Set<String> jars = new HashSet<>(waiting);
      for (String name : names()) {
        kept(name, most).forEach(revision -> jars.add(revision.sha256()));
        fleet
            .wanted()
            .find(name)
            .ifPresent(
                wanted -> {
                  jars.add(wanted.sha256());
                  jars.addAll(wanted.beside().values());
                });
      }
      fleet.store().retain(jars);
    } catch (IOException | RuntimeException e) {
      LOG.warn("jars of former versions stay: {}", e.getMessage());
    }
  }
}
