// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.store;

import java.sql.Driver;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.Designate;
import org.shuniu.api.base.HubException;
import org.shuniu.api.hub.DatabaseBackup;
import org.shuniu.api.hub.HealthProbe;
import org.shuniu.api.hub.Metrics;
import org.shuniu.api.hub.Secrets;
import org.shuniu.api.hub.Transactions;

/** The hub's database: one pool, transactions over it, and the units of all bundles. */
@Component(
    configurationPid = "org.shuniu.core.store",
    service = {})
@Designate(ocd = StoreSettings.class)
public final class Store {
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^}]+)}");

  private final BundleContext context;
  private final StoreSettings settings;
  private final Pool pool;
  private final ThreadTransactions transactions;
  private final Units units;
  private final StoreBackup backup;
  private final StoreProbe probe;
  private final List<ServiceRegistration<?>> registrations = new ArrayList<>();
  private final List<Metrics.Registration> gauges = new ArrayList<>();

  /** Comes and goes without a restart of the store: an update of its bundle disturbs nobody. */
  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  private volatile @Nullable Secrets secrets;

  /** Opens the pool; the database itself may come later. */
  @Activate
  public Store(BundleContext context, StoreSettings settings) {
    this.context = context;
    this.settings = settings;
    String url = interpolate(settings.url(), context);
    String driverClass =
        settings.driverClass().isEmpty() ? Vendor.of(url).driverClass() : settings.driverClass();
    pool = Pool.open(settings, url, driver(driverClass, context), this::password);
    transactions = new ThreadTransactions(pool);
    probe = new StoreProbe(pool);
    backup =
        new StoreBackup(
            pool, Vendor.of(url), new PostgresDump.Server(url, settings.user(), this::password));
    units = new Units(context, transactions, pool, Duration.ofMillis(settings.drainMs()));
  }

  @Activate
  void start() {
    registrations.add(context.registerService(Transactions.class, transactions, null));
    registrations.add(
        context.registerService(
            DataSource.class,
            new ConnectionSource(transactions::handle),
            new Hashtable<>(Map.of("shuniu.transactional", true))));
    registrations.add(context.registerService(HealthProbe.class, probe, null));
    registrations.add(context.registerService(DatabaseBackup.class, backup, null));
    units.open();
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY,
      unbind = "metricsGone")
  synchronized void metrics(Metrics metrics) {
    metricsGone(metrics);
    gauges.add(metrics.gauge("store.connections.active", pool::active));
    gauges.add(metrics.gauge("store.connections.waiting", pool::waiting));
  }

  synchronized void metricsGone(Metrics metrics) {
    gauges.forEach(Metrics.Registration::close);
    gauges.clear();
  }

  @Deactivate
  void stop() {
    // First those who use the store, then what they use.
    units.close();
    registrations.forEach(ServiceRegistration::unregister);
    probe.close();
    pool.close();
  }

  private String password() throws SQLException {
    if (settings.passwordSecret().isEmpty()) {
      return "";
    }
    Secrets present = secrets;
    if (present == null) {
      throw new SQLException("the password is not there yet", "08001");
    }
    try {
      return present.resolve(settings.passwordSecret());
    } catch (HubException e) {
      throw new SQLException(e.getMessage(), "28000", e);
    }
  }

  private static String interpolate(String url, BundleContext context) {
    return VARIABLE
        .matcher(url)
        .replaceAll(
            match -> {
              String value = context.getProperty(match.group(1));
              return Matcher.quoteReplacement(value == null ? match.group() : value);
            });
  }

  /** The driver lies in a bundle of its own, which we do not import from. */
  private static Driver driver(String className, BundleContext context) {
    String entry = className.replace('.', '/') + ".class";
    Bundle home =
        Arrays.stream(context.getBundles())
            .filter(
                bundle -> bundle.getState() >= Bundle.RESOLVED && bundle.getEntry(entry) != null)
            .findFirst()
            .orElseThrow(
                () -> HubException.capacity("store.driver.missing", Map.of("class", className)));
    try {
      return (Driver) home.loadClass(className).getDeclaredConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw HubException.internal("store.driver.broken", e);
    }
  }
}
