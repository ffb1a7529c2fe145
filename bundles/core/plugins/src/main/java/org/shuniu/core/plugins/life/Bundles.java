// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.plugins.life;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.framework.wiring.FrameworkWiring;
import org.shuniu.api.base.HubException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The framework's bundles as plugins. A jar of the store is installed under a location that tells
 * its plugin and its hash, so the framework's own memory says what it holds; of one plugin several
 * versions may be installed, and at most one is started. A bundle that came with the distribution
 * stays installed when another version runs in its place.
 */
final class Bundles {
  private static final Logger LOG = LoggerFactory.getLogger(Bundles.class);
  private static final String SCHEME = "shuniu-plugin:";

  /** Behind the services, where connectors start. */
  private static final int START_LEVEL = 85;

  /**
   * Where what came with the distribution waits while another version, or none, shall run: the
   * framework never gets there. To be stopped is not enough, since the container's features start
   * their bundles themselves when its cache was wiped.
   */
  private static final int PARKED = Integer.MAX_VALUE;

  /** What the hub itself consists of; connectors of ours have the name of their seam there. */
  private static final Pattern RESERVED =
      Pattern.compile("org\\.shuniu\\.(api|lib|core|services|web)(\\..*)?");

  private static final Pattern CONNECTOR =
      Pattern.compile("org\\.shuniu\\.(pbx|channel|business|workflow|speech)\\..+");

  private static final ThreadLocal<Boolean> INSTALLING = ThreadLocal.withInitial(() -> false);

  private final BundleContext context;

  /** Hashes of what came with the distribution, by bundle and time: they are asked often. */
  private final Map<String, String> shipped = new ConcurrentHashMap<>();

  Bundles(BundleContext context) {
    this.context = context;
  }

  /** All installed versions of a plugin. */
  List<Bundle> of(String plugin) {
    return Arrays.stream(context.getBundles())
        .filter(bundle -> plugin.equals(bundle.getSymbolicName()))
        .toList();
  }

  /** All bundles that are plugins. */
  List<Bundle> plugins() {
    return Arrays.stream(context.getBundles()).filter(this::plugin).toList();
  }

  private boolean plugin(Bundle bundle) {
    String name = bundle.getSymbolicName();
    return stored(bundle)
        || (name != null
            && CONNECTOR.matcher(name).matches()
            && bundle.getHeaders().get(Constants.FRAGMENT_HOST) == null);
  }

  /** Whether a bundle of this name is part of the hub or of the container, and no plugin. */
  boolean reserved(String name) {
    return RESERVED.matcher(name).matches() || of(name).stream().anyMatch(b -> !plugin(b));
  }

  /** Whether it came from the store. */
  boolean stored(Bundle bundle) {
    return bundle.getLocation().startsWith(SCHEME) || Besides.runs(bundle);
  }

  /** What came with the distribution. */
  Optional<Bundle> shipped(String plugin) {
    return of(plugin).stream().filter(bundle -> !stored(bundle)).findFirst();
  }

  /** Whether it was stopped for good, so that another version or none runs. */
  boolean parked(Bundle bundle) {
    return bundle.adapt(BundleStartLevel.class).getStartLevel() == PARKED;
  }

  /** The version that is started, or is about to be, and serves whoever names none. */
  Optional<Bundle> running(String plugin) {
    return of(plugin).stream()
        .filter(bundle -> !Besides.runs(bundle))
        .filter(bundle -> (bundle.getState() & (Bundle.ACTIVE | Bundle.STARTING)) != 0)
        .findFirst();
  }

  /** The versions that are installed beside it. */
  List<Bundle> beside(String plugin) {
    return of(plugin).stream().filter(Besides::runs).toList();
  }

  /** What is in a bundle. */
  Revision revision(Bundle bundle) {
    String version = bundle.getVersion().toString();
    if (stored(bundle)) {
      String location = bundle.getLocation();
      return new Revision(version, location.substring(location.lastIndexOf('/') + 1), false);
    }
    String sha256 =
        shipped.computeIfAbsent(
            bundle.getBundleId() + "/" + bundle.getLastModified(), key -> digest(bundle));
    return new Revision(version, sha256, true);
  }

  private static String digest(Bundle bundle) {
    try (InputStream in = URI.create(bundle.getLocation()).toURL().openStream()) {
      return Digest.of(in);
    } catch (IOException | IllegalArgumentException e) {
      LOG.debug("{} cannot be read again: {}", bundle, e.getMessage());
      return "";
    }
  }

  /** The bundle with this jar in it, if it is installed. */
  Optional<Bundle> find(String plugin, String sha256, boolean beside) {
    return Optional.ofNullable(context.getBundle(location(plugin, sha256, beside)));
  }

  /** Installs a jar, and starts nothing. */
  Bundle install(String plugin, String sha256, boolean beside, Path jar) {
    INSTALLING.set(true);
    try (InputStream in = Files.newInputStream(jar)) {
      Bundle bundle = context.installBundle(location(plugin, sha256, beside), in);
      bundle.adapt(BundleStartLevel.class).setStartLevel(START_LEVEL);
      return bundle;
    } catch (IOException | BundleException e) {
      throw HubException.external(
          "plugins.install.failed", Map.of("plugin", plugin, "fault", "" + e.getMessage()), e);
    } finally {
      INSTALLING.remove();
    }
  }

  /** Whether this thread is about to install a jar of the store. */
  static boolean installing() {
    return INSTALLING.get();
  }

  private static String location(String plugin, String sha256, boolean beside) {
    return (beside ? Besides.SCHEME : SCHEME) + plugin + "/" + sha256;
  }

  /** Finds whatever the bundle needs; false if something is missing. */
  boolean resolve(Bundle bundle) {
    return wiring().resolveBundles(List.of(bundle));
  }

  /**
   * Starts it, within the limit.
   *
   * @param forGood also after a restart of the hub
   */
  void start(Bundle bundle, boolean forGood, Duration limit) {
    String name = bundle.getSymbolicName();
    if (parked(bundle)) {
      bundle.adapt(BundleStartLevel.class).setStartLevel(START_LEVEL);
    }
    try {
      Bounded.run(name + "-start", limit, () -> bundle.start(forGood ? 0 : Bundle.START_TRANSIENT));
    } catch (TimeoutException e) {
      throw HubException.external(
          "plugins.start.blocked", Map.of("plugin", name, "seconds", limit.toSeconds()));
    } catch (ExecutionException e) {
      LOG.warn("{} {} does not start", name, bundle.getVersion(), e.getCause());
      throw HubException.external(
          "plugins.start.failed", Map.of("plugin", name, "fault", Faults.told(e)), e);
    }
  }

  /**
   * Stops it, within the limit: its hosts drain it.
   *
   * @param forGood also after a restart of the hub
   */
  void stop(Bundle bundle, boolean forGood, Duration limit) {
    String name = bundle.getSymbolicName();
    try {
      Bounded.run(name + "-stop", limit, () -> bundle.stop(forGood ? 0 : Bundle.STOP_TRANSIENT));
    } catch (TimeoutException e) {
      throw HubException.external(
          "plugins.stop.blocked", Map.of("plugin", name, "seconds", limit.toSeconds()));
    } catch (ExecutionException e) {
      // It threw while it stopped, and is stopped all the same.
      LOG.warn("{} {} fails while it stops", name, bundle.getVersion(), e.getCause());
    }
    if (forGood && !stored(bundle)) {
      bundle.adapt(BundleStartLevel.class).setStartLevel(PARKED);
    }
  }

  /**
   * Takes it away, within the limit; nobody else is touched. What blocks for ever stays until the
   * hub is started anew.
   */
  void uninstall(Bundle bundle, Duration limit) {
    try {
      Bounded.run(bundle.getSymbolicName() + "-uninstall", limit, bundle::uninstall);
      Collection<Bundle> users = wiring().getDependencyClosure(List.of(bundle));
      if (users.size() <= 1) {
        wiring().refreshBundles(List.of(bundle));
      }
    } catch (TimeoutException | ExecutionException e) {
      LOG.error("{} cannot be taken away before a restart: {}", bundle, Faults.told(e));
    }
  }

  FrameworkWiring wiring() {
    return context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).adapt(FrameworkWiring.class);
  }
}
