// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.plugins.life;

import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.metatype.annotations.Designate;
import org.shuniu.api.base.HubException;
import org.shuniu.api.base.Ids;
import org.shuniu.api.hub.Audit;
import org.shuniu.api.hub.Transactions;
import org.shuniu.core.plugins.life.Candidates.Candidate;
import org.shuniu.core.plugins.life.ChangeRow.Kind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Installs, updates, rolls back and removes plugins while the hub runs (P1, P3, P11). One change at
 * a time; what is not well goes back by itself; all of it is in the history.
 *
 * <p>Safe for use by many threads. Asks nobody's permission.
 */
@Component(service = PluginLife.class, configurationPid = LifeConfig.PID)
@Designate(ocd = LifeConfig.class)
public final class PluginLife {
  private static final Logger LOG = LoggerFactory.getLogger(PluginLife.class);
  private static final long MIB = 1024L * 1024;

  private final Fleet fleet;
  private final History history;
  private final Audit audit;
  private final Clock clock = Clock.systemUTC();
  private final Candidates candidates = new Candidates(clock);

  /** Held while jars come into the store that nobody refers to yet, and while such are deleted. */
  private final ReentrantLock looking = new ReentrantLock();

  private final Versions versions;
  private final Plans plans;
  private final Changes changes;
  private volatile LifeConfig config;

  @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
  volatile @Nullable ServiceComponentRuntime components;

  @Activate
  public PluginLife(
      LifeConfig config,
      @Reference Fleet fleet,
      @Reference Vitals vitals,
      @Reference(target = "(osgi.unit.name=plugins)") EntityManager entities,
      @Reference Transactions transactions,
      @Reference Audit audit) {
    this.config = config;
    this.fleet = fleet;
    this.audit = audit;
    this.history = new History(entities, transactions, clock);
    this.versions = new Versions(fleet, history);
    HealthWatch watch = new HealthWatch(vitals, new ScrComponents(() -> components));
    this.plans = new Plans(fleet, history, watch, versions);
    this.changes = new Changes(fleet, history, watch);
    history.close(versions::wanted);
    tidy();
  }

  @Modified
  void configure(LifeConfig changed) {
    config = changed;
  }

  @Deactivate
  void stop() {
    changes.close();
  }

  Fleet fleet() {
    return fleet;
  }

  History history() {
    return history;
  }

  Versions versions() {
    return versions;
  }

  /** Versions to which one can go back, the newest first; what runs is among them. */
  List<Revision> kept(String plugin) {
    return versions.kept(plugin, config.keepVersions());
  }

  /** The change that runs now. */
  Optional<Changes.Running> current() {
    return changes.current();
  }

  /** How many bytes a file may have. */
  long fileLimit() {
    return config.fileMaxMiB() * MIB;
  }

  /**
   * Looks into a file and at who has signed it; it waits then to be installed.
   *
   * @param file is taken over, or deleted if it is refused
   */
  Candidate look(Path file, String fileName, Optional<String> signature) {
    looking.lock();
    try {
      if (Files.size(file) > fileLimit()) {
        throw tooLarge();
      }
      Optional<String> signer = signature.map(text -> fleet.keys().signer(file, text));
      List<PluginFile> plugins =
          new Inspector(fleet.store(), config.unpackedMaxMiB() * MIB).inspect(file);
      Candidate candidate = new Candidate(Ids.next(), fileName, plugins, signer, clock.instant());
      candidates.add(candidate);
      return candidate;
    } catch (IOException e) {
      throw HubException.external("plugins.store.failed", Map.of("fault", "" + e.getMessage()), e);
    } finally {
      looking.unlock();
      discard(file);
    }
  }

  HubException tooLarge() {
    return HubException.caller(
        HubException.Reason.TOO_LARGE,
        "plugins.file.too-large",
        Map.of("maxMiB", config.fileMaxMiB()));
  }

  static void discard(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      LOG.warn("{} stays where it is: {}", file, e.getMessage());
    }
  }

  Candidate candidate(String id) {
    return candidates.get(id);
  }

  /** What would happen if it were installed. */
  List<Checks.Verdict> preview(Candidate candidate) {
    return plans.preview(candidate, config);
  }

  /**
   * Begins to install what was looked at.
   *
   * @param seen the revision that was seen, if somebody looked; {@code plugins.changed} (409) when
   *     it is otherwise now
   * @param beside it runs beside the version that serves everybody, for the instances whose
   *     configuration names it
   */
  Changes.Begun install(String candidateId, Optional<String> seen, boolean beside, Doer doer) {
    Candidate candidate = candidates.get(candidateId);
    List<String> names = candidate.plugins().stream().map(PluginFile::name).toList();
    Changes.Begun begun = begin(doer, names, seen, () -> plans.install(candidate, beside, config));
    candidates.remove(candidateId);
    return begun;
  }

  private void requireSeen(List<String> plugins, Optional<String> seen) {
    if (seen.isPresent() && !seen.get().equals(versions.seen(plugins))) {
      String who =
          plugins.stream()
              .flatMap(plugin -> history.list(plugin, "", 1).stream())
              .map(row -> row.login == null ? row.way : row.login)
              .findFirst()
              .orElse("");
      throw HubException.conflict(
          "plugins.changed", Map.of("plugin", String.join(", ", plugins), "login", who));
    }
  }

  /** Notes that a file was refused that nobody has looked at before. */
  void refused(String fileName, Optional<Candidate> candidate, Doer doer, HubException cause) {
    Optional<PluginFile> file = candidate.map(c -> c.plugins().get(0));
    history.refused(
        new History.Intent(
            file.map(PluginFile::name).orElse(Faults.shortened(fileName)),
            Kind.INSTALL,
            Optional.empty(),
            file.map(f -> new Revision(f.version(), f.sha256(), false)),
            candidate.flatMap(Candidate::signer),
            0),
        doer,
        cause);
  }

  /** Begins to go back to a version that is kept, or to the one that came with the distribution. */
  Changes.Begun rollBack(String plugin, String sha256, Optional<String> seen, Doer doer) {
    return begin(doer, List.of(plugin), seen, () -> plans.rollBack(plugin, sha256, config));
  }

  /**
   * Begins to take a plugin away; its versions are kept.
   *
   * @param beside hash of the version that runs beside; empty: the one that serves everybody
   */
  Changes.Begun remove(String plugin, Optional<String> beside, Optional<String> seen, Doer doer) {
    return begin(doer, List.of(plugin), seen, () -> plans.remove(plugin, beside, config));
  }

  private Changes.Begun begin(
      Doer doer, List<String> plugins, Optional<String> seen, Supplier<List<Changes.Part>> parts) {
    Changes.Begun begun =
        changes.begin(
            doer,
            plugins,
            () -> {
              requireSeen(plugins, seen);
              return parts.get();
            });
    begun.rows().forEach(this::audited);
    return new Changes.Begun(begun.rows(), begun.done().whenComplete((done, failure) -> tidy()));
  }

  private void audited(ChangeRow row) {
    audit.record(
        "plugin:" + row.kind.name().toLowerCase(Locale.ROOT).replace('_', '-'),
        "plugin:" + row.plugin,
        Map.of(
            "change", row.id,
            "from", "" + row.fromVersion,
            "to", "" + row.toVersion,
            "sha256", "" + row.toSha256));
  }

  private void tidy() {
    looking.lock();
    try {
      versions.tidy(config.keepVersions(), candidates.jars());
    } finally {
      looking.unlock();
    }
  }
}
