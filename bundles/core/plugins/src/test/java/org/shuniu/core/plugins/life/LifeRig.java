// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.plugins.life;

import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.felix.framework.FrameworkFactory;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.hooks.bundle.CollisionHook;
import org.osgi.framework.launch.Framework;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.shuniu.api.testkit.TestStore;
import org.shuniu.core.plugins.life.Candidates.Candidate;

/** A framework with the life of plugins in it, in a home that outlives it. */
final class LifeRig implements AutoCloseable {
  private static final String SHARED =
      String.join(
          ",",
          "org.shuniu.api.base",
          "org.shuniu.api.hub",
          "org.shuniu.api.business.spi",
          "org.osgi.service.component;version=1.5.1",
          "org.osgi.service.component.runtime;version=1.5.1",
          "org.osgi.service.component.runtime.dto;version=1.5.1",
          "org.osgi.util.promise;version=1.2.0");

  final Path home;
  final List<String> audit = new CopyOnWriteArrayList<>();
  final Map<String, Object> settings =
      new HashMap<>(Map.of("watchMs", 400L, "startTimeoutMs", 500L, "stopTimeoutMs", 1_000L));
  private final TestStore store = new TestStore(ChangeRow.class);
  private final Optional<byte[]> shipped;
  Framework framework;
  SampleHost host;
  Fleet fleet;
  PluginLife life;

  /**
   * @param shipped the plugin that comes with the distribution
   */
  LifeRig(Path home, Optional<JarMaker> shipped) {
    this.home = home;
    this.shipped = shipped.map(JarMaker::bytes);
    open("cache");
  }

  /**
   * Starts the hub.
   *
   * @param cache what the framework remembers; another name is a wiped cache
   */
  void open(String cache) {
    try {
      Files.createDirectories(home.resolve("etc"));
      framework =
          new FrameworkFactory()
              .newFramework(
                  Map.of(
                      Constants.FRAMEWORK_STORAGE,
                      home.resolve(cache).toString(),
                      Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA,
                      SHARED,
                      Constants.FRAMEWORK_BEGINNING_STARTLEVEL,
                      "100",
                      "felix.log.level",
                      "0"));
      framework.start();
      if (shipped.isPresent()) {
        ship(shipped.get());
      }
      framework
          .getBundleContext()
          .registerService(CollisionHook.class, new SameVersion(), new Hashtable<>());
      host = new SampleHost(framework.getBundleContext());
      fleet = new Fleet(framework.getBundleContext(), home);
      life =
          new PluginLife(
              config(),
              fleet,
              host,
              store.entityManager(),
              store.transactions(),
              (operation, object, detail) -> audit.add(operation + " " + object));
    } catch (BundleException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The component runtime of the distribution; few tests need it. */
  void withComponents() {
    BundleContext context = framework.getBundleContext();
    try {
      for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
        if (entry.contains("org.apache.felix.scr-")) {
          context.installBundle(Path.of(entry).toUri().toString()).start();
        }
      }
    } catch (BundleException e) {
      throw new IllegalStateException(e);
    }
    life.components =
        context.getService(context.getServiceReference(ServiceComponentRuntime.class));
  }

  /** As the container installs what comes with the distribution, into a cache that has it not. */
  private void ship(byte[] jar) throws IOException, BundleException {
    Path file = Files.write(home.resolve("shipped.jar"), jar);
    BundleContext context = framework.getBundleContext();
    if (context.getBundle(file.toUri().toString()) == null) {
      context.installBundle(file.toUri().toString()).start();
    }
  }

  /** Ends the hub as a power cut would: nothing that runs is told. */
  void cut() {
    life.stop();
    host.close();
    try {
      framework.stop();
      framework.waitForStop(10_000);
    } catch (BundleException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private LifeConfig config() {
    return (LifeConfig)
        Proxy.newProxyInstance(
            LifeRig.class.getClassLoader(),
            new Class<?>[] {LifeConfig.class},
            (proxy, method, arguments) ->
                settings.getOrDefault(method.getName(), method.getDefaultValue()));
  }

  Candidate look(byte[] file) {
    return look(file, Optional.empty());
  }

  Candidate look(byte[] file, Optional<String> signature) {
    return life.look(JarMaker.write(fleet.store().fresh(), file), "sample.jar", signature);
  }

  /** Installs it, and waits for the end. */
  ChangeRow install(JarMaker jar) {
    return install(jar.bytes());
  }

  ChangeRow install(byte[] file) {
    return ended(begin(file));
  }

  Changes.Begun begin(byte[] file) {
    return life.install(look(file).id(), Optional.empty(), false, Doer.SHELL);
  }

  ChangeRow ended(Changes.Begun begun) {
    try {
      begun.done().get(30, TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new AssertionError("the change does not end", e);
    }
    return life.history().find(begun.rows().get(0).id).orElseThrow();
  }

  /** Installs it beside what runs, and waits for the end. */
  ChangeRow beside(JarMaker jar) {
    return ended(life.install(look(jar.bytes()).id(), Optional.empty(), true, Doer.SHELL));
  }

  void awaitStep(Changes.Step step) {
    await()
        .atMost(Duration.ofSeconds(10))
        .pollInterval(Duration.ofMillis(5))
        .until(() -> life.current().filter(running -> running.step() == step).isPresent());
  }

  /** Versions of the plugin that is installed, whatever runs. */
  List<String> installed() {
    return fleet.bundles().of(JarMaker.SAMPLE).stream()
        .map(bundle -> bundle.getVersion().toString())
        .sorted()
        .toList();
  }

  /** Versions of the plugin that run. */
  List<String> active() {
    return fleet.bundles().of(JarMaker.SAMPLE).stream()
        .filter(bundle -> bundle.getState() == Bundle.ACTIVE)
        .map(bundle -> bundle.getVersion().toString())
        .sorted()
        .toList();
  }

  @Override
  public void close() {
    cut();
    store.close();
  }
}
