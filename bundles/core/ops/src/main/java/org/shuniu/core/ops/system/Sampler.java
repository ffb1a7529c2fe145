// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.ops.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.Designate;
import org.shuniu.api.base.HubException;
import org.shuniu.api.hub.Connectors;
import org.shuniu.api.hub.DatabaseBackup;
import org.shuniu.api.hub.JournalBackup;
import org.shuniu.api.hub.Transactions;
import org.shuniu.core.ops.HubHealth;
import org.shuniu.core.ops.HubMetrics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the system every few seconds, on a thread of its own, and remembers the last hour. What
 * cannot be read now is left out; nobody waits for it.
 */
@Component(
    service = Sampler.class,
    immediate = true,
    configurationPid = "org.shuniu.core.ops.system")
@Designate(ocd = SystemConfig.class)
public final class Sampler {
  private static final Logger LOG = LoggerFactory.getLogger(Sampler.class);
  private static final Duration SIZE_EVERY = Duration.ofMinutes(5);
  private static final int PING_SECONDS = 2;

  private final BundleContext context;
  private final HubMetrics metrics;
  private final HubHealth health;
  private final Path home;
  private final Machine machine;
  private final Ports ports = new Ports(Path.of("/proc/self"));
  private final History history;
  private final List<Threshold> thresholds;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "ops-sampler");
            thread.setDaemon(true);
            return thread;
          });
  private volatile Snapshot last = new Snapshot(Instant.EPOCH, List.of());

  // Of the timer's thread.
  private Optional<Reading> size = Optional.empty();
  private long sizedAt;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile @Nullable Connectors connectors;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile @Nullable Transactions transactions;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY,
      target = Transactions.DATA_SOURCE)
  volatile @Nullable DataSource database;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile @Nullable DatabaseBackup backup;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile @Nullable JournalBackup journal;

  /** All readings of one moment. */
  record Snapshot(Instant at, List<Reading> readings) {}

  @Activate
  public Sampler(
      BundleContext context,
      @Reference HubMetrics metrics,
      @Reference HubHealth health,
      SystemConfig config) {
    this.context = context;
    this.metrics = metrics;
    this.health = health;
    this.home = folder("karaf.base", ".");
    this.machine = new Machine(home, folder("karaf.data", "data"));
    this.history =
        new History((int) (config.historyMinutes() * 60_000L / Math.max(1, config.sampleMs())));
    this.thresholds = Texts.each(config.thresholds()).map(Threshold::parse).toList();
    timer.scheduleWithFixedDelay(this::sample, 0, config.sampleMs(), TimeUnit.MILLISECONDS);
  }

  @Deactivate
  void stop() {
    timer.shutdownNow();
  }

  /** From where on readings are bad, as configured. */
  public List<Threshold> thresholds() {
    return thresholds;
  }

  Snapshot last() {
    return last;
  }

  /** Of one reading, oldest first. */
  List<Double> line(Reading reading, int most) {
    return history.line(reading.key(), most);
  }

  Set<Integer> ports() {
    return ports.listening();
  }

  private void sample() {
    try {
      List<Reading> readings = read();
      metrics.show(readings);
      history.add(readings);
      last = new Snapshot(Instant.now(), readings);
    } catch (RuntimeException e) {
      LOG.error("The system could not be read", e);
    }
  }

  private List<Reading> read() {
    List<Reading> readings = new ArrayList<>(machine.read());
    Connectors known = connectors;
    List<Reading> links = known == null ? List.of() : HubParts.links(known.list());
    readings.addAll(links);
    Set<String> names = links.stream().map(Reading::of).collect(Collectors.toSet());
    readings.addAll(HubParts.checks(health.report(), names));
    readings.add(HubParts.bundles(context));
    HubParts.backup(home, Clock.systemUTC()).ifPresent(readings::add);
    database(readings);
    readings.addAll(figures(metrics.samples()));
    journal().ifPresent(readings::add);
    return readings;
  }

  private void database(List<Reading> into) {
    Transactions within = transactions;
    DataSource source = database;
    if (within == null || source == null) {
      return;
    }
    long start = System.nanoTime();
    try {
      within.run(() -> ping(source));
      into.add(Reading.of("database.latency.ms", (System.nanoTime() - start) / 1e6, "ms"));
    } catch (HubException e) {
      LOG.debug("The database does not answer: {}", e.code());
    }
    if (sizedAt == 0 || System.nanoTime() - sizedAt > SIZE_EVERY.toNanos()) {
      sizedAt = System.nanoTime();
      size = size();
    }
    size.ifPresent(into::add);
  }

  private static void ping(DataSource source) {
    try (Connection connection = source.getConnection()) {
      if (!connection.isValid(PING_SECONDS)) {
        throw HubException.external("store.unavailable", java.util.Map.of());
      }
    } catch (SQLException e) {
      throw HubException.external("store.unavailable", java.util.Map.of(), e);
    }
  }

  private Optional<Reading> size() {
    DatabaseBackup from = backup;
    if (from == null) {
      return Optional.empty();
    }
    try (DatabaseBackup.Snapshot snapshot = from.open()) {
      return Optional.of(Reading.of("database.bytes", snapshot.bytes(), "bytes"));
    } catch (IOException | HubException e) {
      LOG.debug("The size of the database is not known: {}", e.getMessage());
      return Optional.empty();
    }
  }

  /** What other parts of the hub count already, under the names of this page. */
  static List<Reading> figures(List<Sample> samples) {
    List<Reading> found = new ArrayList<>();
    one(samples, "store_connections_active", "database.connections", found);
    one(samples, "store_connections_waiting", "database.waiting", found);
    one(samples, "bus_dead_letters", "broker.letters", found);
    one(samples, "audit_broken", "audit.broken", found);
    List<Sample> lags = samples.stream().filter(s -> s.metric().equals("bus_lag")).toList();
    if (!lags.isEmpty()) {
      double depth = lags.stream().mapToDouble(Sample::value).sum();
      found.add(Reading.of("broker.depth", depth, "count"));
      found.add(Reading.of("broker.consumers", lags.size(), "count"));
    }
    samples.stream()
        .filter(s -> s.metric().equals("pbx_order_seconds_max"))
        .collect(
            Collectors.toMap(
                s -> "pbx/" + s.labels().getOrDefault("instance", ""), Sample::value, Math::max))
        .forEach((link, s) -> found.add(new Reading("link.trip.ms", link, 1000 * s, "ms", "")));
    return found;
  }

  private static void one(List<Sample> samples, String metric, String name, List<Reading> into) {
    samples.stream()
        .filter(s -> s.metric().equals(metric) && Double.isFinite(s.value()))
        .findFirst()
        .ifPresent(s -> into.add(Reading.of(name, s.value(), "count")));
  }

  private Optional<Reading> journal() {
    JournalBackup of = journal;
    if (of == null) {
      return Optional.empty();
    }
    try (Stream<Path> files = Files.walk(of.directory())) {
      double bytes = files.mapToLong(file -> file.toFile().length()).sum();
      return Optional.of(Reading.of("broker.journal.bytes", bytes, "bytes"));
    } catch (IOException | java.io.UncheckedIOException e) {
      return Optional.empty();
    }
  }

  private Path folder(String property, String otherwise) {
    return Path.of(Optional.ofNullable(context.getProperty(property)).orElse(otherwise))
        .toAbsolutePath()
        .normalize();
  }
}
