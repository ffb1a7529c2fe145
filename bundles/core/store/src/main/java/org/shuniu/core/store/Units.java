// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.store;

import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Hashtable;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.util.tracker.BundleTracker;
import org.osgi.util.tracker.BundleTrackerCustomizer;
import org.shuniu.api.base.HubException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves every active bundle that has the header {@code Shuniu-Store}: migrates its tables, builds
 * its entity manager factory and registers its entity manager, until the bundle stops. A database
 * that is away delays this; it does not fail it.
 */
final class Units implements BundleTrackerCustomizer<Units.Slot>, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Units.class);
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]{0,15}");
  private static final String CHANGE_LOG = "db/changelog.xml";
  private static final Duration RETRY = Duration.ofSeconds(2);

  private final BundleContext context;
  private final ThreadTransactions transactions;
  private final Migration migration;
  private final Duration drain;
  private final ScheduledExecutorService worker =
      Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "store-units"));
  private final BundleTracker<Slot> tracker;

  Units(BundleContext context, ThreadTransactions transactions, Pool pool, Duration drain) {
    this.context = context;
    this.transactions = transactions;
    this.migration = new Migration(pool::connection);
    this.drain = drain;
    this.tracker = new BundleTracker<>(context, Bundle.ACTIVE, this);
  }

  void open() {
    tracker.open();
  }

  @Override
  public @Nullable Slot addingBundle(Bundle bundle, @Nullable BundleEvent event) {
    String name = bundle.getHeaders().get("Shuniu-Store");
    if (name == null) {
      return null;
    }
    if (!NAME.matcher(name).matches()) {
      LOG.error("{}: no valid name of a unit: {}", bundle.getSymbolicName(), name);
      return null;
    }
    Slot slot = new Slot(name, bundle);
    worker.execute(slot::tryOpen);
    return slot;
  }

  @Override
  public void modifiedBundle(Bundle bundle, BundleEvent event, Slot slot) {}

  @Override
  public void removedBundle(Bundle bundle, BundleEvent event, Slot slot) {
    slot.close();
  }

  @Override
  public void close() {
    worker.shutdownNow();
    tracker.close();
  }

  /** What belongs to one bundle. */
  final class Slot {
    private final String name;
    private final Bundle bundle;
    private boolean closed;
    private boolean complained;
    private @Nullable Unit unit;
    private @Nullable ServiceRegistration<EntityManager> registration;

    Slot(String name, Bundle bundle) {
      this.name = name;
      this.bundle = bundle;
    }

    /** On the worker; tries again later while the database is away. */
    void tryOpen() {
      if (closed()) {
        return;
      }
      try {
        open();
      } catch (SQLException e) {
        failed(Faults.translate(e));
      } catch (RuntimeException e) {
        failed(Faults.translate(e));
      } catch (LinkageError e) {
        // A package that the bundle forgot to import, as a rule.
        failed(HubException.internal("store.unit.unlinked", e));
      }
    }

    private void failed(RuntimeException fault) {
      if (fault instanceof HubException hub && hub.retryable()) {
        retry(hub);
      } else {
        LOG.error("Unit {} of {} does not start", name, bundle.getSymbolicName(), fault);
      }
    }

    private void retry(HubException reason) {
      if (!complained) {
        LOG.warn("Unit {} waits for the database: {}", name, reason.getMessage());
        complained = true;
      }
      if (!worker.isShutdown()) {
        worker.schedule(this::tryOpen, RETRY.toMillis(), TimeUnit.MILLISECONDS);
      }
    }

    private void open() throws SQLException {
      ClassLoader loader = bundle.adapt(BundleWiring.class).getClassLoader();
      if (bundle.getEntry(CHANGE_LOG) != null) {
        migrate(loader);
      }
      Unit fresh =
          Unit.open(
              name,
              loader,
              entities(bundle),
              new ConnectionSource(transactions::connection),
              drain);
      if (!publish(fresh)) {
        fresh.close();
      }
    }

    private void migrate(ClassLoader loader) throws SQLException {
      transactions.tables().lock();
      try {
        migration.apply(name, CHANGE_LOG, digest(bundle), loader);
      } finally {
        transactions.tables().unlock();
      }
    }

    private boolean publish(Unit fresh) {
      synchronized (this) {
        if (closed) {
          return false;
        }
        unit = fresh;
      }
      Hashtable<String, Object> properties = new Hashtable<>();
      properties.put("osgi.unit.name", name);
      var registered =
          context.registerService(EntityManager.class, fresh.proxy(transactions), properties);
      boolean late;
      synchronized (this) {
        registration = registered;
        late = closed;
      }
      if (late) {
        release();
      }
      LOG.debug("Unit {} is open", name);
      return true;
    }

    private synchronized boolean closed() {
      return closed;
    }

    void close() {
      synchronized (this) {
        closed = true;
      }
      release();
      Unit open;
      synchronized (this) {
        open = unit;
        unit = null;
      }
      if (open != null) {
        open.close();
      }
    }

    private void release() {
      ServiceRegistration<EntityManager> registered;
      synchronized (this) {
        registered = registration;
        registration = null;
      }
      if (registered != null) {
        try {
          registered.unregister();
        } catch (IllegalStateException alreadyGone) {
          LOG.debug("The service of unit {} was gone before", name);
        }
      }
    }
  }

  private static List<String> entities(Bundle bundle) {
    String header = Optional.ofNullable(bundle.getHeaders().get("Shuniu-Entities")).orElse("");
    return Arrays.stream(header.split(",")).map(String::trim).filter(n -> !n.isEmpty()).toList();
  }

  /** Of all files below {@code db/}: what a change log includes lies there too. */
  private static String digest(Bundle bundle) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      Enumeration<URL> files = bundle.findEntries("db", "*", true);
      List<URL> sorted =
          Collections.list(files).stream()
              .filter(url -> !url.getPath().endsWith("/"))
              .sorted((a, b) -> a.getPath().compareTo(b.getPath()))
              .toList();
      for (URL file : sorted) {
        try (InputStream in = file.openStream()) {
          digest.update(in.readAllBytes());
        }
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (IOException | NoSuchAlgorithmException e) {
      throw HubException.internal("store.change-log.unreadable", e);
    }
  }
}
