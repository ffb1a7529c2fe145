// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.plugins.life;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.shuniu.api.base.HubException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All that plugins consist of: bundles, jars, and what shall run. When the hub starts, before
 * connectors do, it makes the bundles what the files in {@code etc/plugins} say, whatever the
 * framework remembers: after a wiped cache, another distribution, or a power cut.
 */
@Component(service = Fleet.class, immediate = true)
public final class Fleet {
  private static final Logger LOG = LoggerFactory.getLogger(Fleet.class);
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final Bundles bundles;
  private final JarStore store;
  private final WantedFiles wanted;
  private final TrustedKeys keys;
  private final Path deploy;

  /**
   * @param rule has to hold before anything is installed
   */
  @Activate
  public Fleet(BundleContext context, @Reference SameVersion rule) {
    this(context, home(context));
  }

  Fleet(BundleContext context, Path home) {
    this.bundles = new Bundles(context);
    this.store = new JarStore(home.resolve("data/plugins"));
    this.wanted = new WantedFiles(home.resolve("etc/plugins"));
    this.keys = new TrustedKeys(home.resolve("etc/plugins/keys"));
    this.deploy = home.resolve("deploy");
    settle();
  }

  private static Path home(BundleContext context) {
    return Path.of(
        Optional.ofNullable(context.getProperty("shuniu.home"))
            .filter(home -> !home.isBlank())
            .orElse(Optional.ofNullable(context.getProperty("karaf.base")).orElse(".")));
  }

  Bundles bundles() {
    return bundles;
  }

  JarStore store() {
    return store;
  }

  WantedFiles wanted() {
    return wanted;
  }

  TrustedKeys keys() {
    return keys;
  }

  /** Where files are dropped. */
  Path deploy() {
    return deploy;
  }

  private void settle() {
    Map<String, Wanted> all = wanted.all();
    all.forEach(this::settleQuietly);
    for (Bundle bundle : bundles.plugins()) {
      Wanted of = all.getOrDefault(bundle.getSymbolicName(), Wanted.SHIPPED);
      if (bundles.stored(bundle) && !meant(bundle, of)) {
        LOG.info("{} {} shall not run and goes", bundle.getSymbolicName(), bundle.getVersion());
        bundles.uninstall(bundle, LIMIT);
      } else if (!bundles.stored(bundle) && of.run() == Wanted.Run.SHIPPED) {
        resume(bundle);
      }
    }
  }

  private boolean meant(Bundle bundle, Wanted of) {
    String sha256 = bundles.revision(bundle).sha256();
    return Besides.runs(bundle)
        ? of.beside().containsValue(sha256)
        : of.run() == Wanted.Run.STORED && sha256.equals(of.sha256());
  }

  /**
   * A trial that ended with this component has left it stopped, and only for the time being; or the
   * file that had it parked is gone.
   */
  private void resume(Bundle bundle) {
    if (bundles.parked(bundle) || bundle.adapt(BundleStartLevel.class).isPersistentlyStarted()) {
      settleQuietly(bundle.getSymbolicName(), Wanted.SHIPPED);
    }
  }

  private void settleQuietly(String plugin, Wanted of) {
    try {
      settle(plugin, of);
    } catch (HubException | IOException e) {
      LOG.error("{} is not as etc/plugins wants it: {}", plugin, e.getMessage());
    }
  }

  private void settle(String plugin, Wanted of) throws IOException {
    Optional<Bundle> shipped = bundles.shipped(plugin);
    switch (of.run()) {
      case SHIPPED -> shipped.ifPresent(bundle -> bundles.start(bundle, true, LIMIT));
      case NOTHING -> shipped.ifPresent(bundle -> bundles.stop(bundle, true, LIMIT));
      case STORED -> {
        Bundle bundle = stored(plugin, of.sha256(), false);
        shipped.ifPresent(other -> bundles.stop(other, true, LIMIT));
        bundles.start(bundle, true, LIMIT);
      }
    }
    for (String sha256 : of.beside().values()) {
      bundles.start(stored(plugin, sha256, true), true, LIMIT);
    }
  }

  private Bundle stored(String plugin, String sha256, boolean beside) throws IOException {
    Optional<Bundle> there = bundles.find(plugin, sha256, beside);
    if (there.isPresent()) {
      return there.get();
    }
    Path jar =
        store.intact(sha256).orElseThrow(() -> HubException.notFound("plugins.jar.lost", sha256));
    return bundles.install(plugin, sha256, beside, jar);
  }
}
