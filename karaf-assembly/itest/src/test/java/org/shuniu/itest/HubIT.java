// SPDX-License-Identifier: Apache-2.0
package org.shuniu.itest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;
import static org.ops4j.pax.exam.CoreOptions.options;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.editConfigurationFilePut;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.inject.Inject;
import org.junit.Before;
import org.junit.FixMethodOrder;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.junit.runners.MethodSorters;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleReference;
import org.osgi.framework.SynchronousBundleListener;

/**
 * The distribution as it ships, with the simulator's demonstration: one container for all tests.
 */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
@FixMethodOrder(MethodSorters.NAME_ASCENDING)
public class HubIT {
  private static final Duration BOOT = Duration.ofSeconds(300);
  private static final Duration MOMENT = Duration.ofSeconds(60);

  /** What /health calls the instances of the connectors. */
  private static final Map<String, String> INSTANCES =
      Map.of(
          "org.shuniu.pbx.simulator", "pbx/demo",
          "org.shuniu.speech.espeak", "speech/espeak",
          "org.shuniu.workflow.engine", "workflow/main");

  @Inject private BundleContext context;
  private Container container;

  @Configuration
  public Option[] distribution() {
    return options(
        Distribution.options(),
        editConfigurationFilePut("etc/org.shuniu.pbx.simulator-demo.cfg", "name", "demo"));
  }

  @Before
  public void ready() throws Exception {
    container = new Container(context);
    Container.await(
        "/health answers 200, last " + get("/health"), BOOT, () -> status("/health") == 200);
  }

  @Test
  public void a_boots_with_every_bundle_active() {
    assertTrue("bundles of the hub", container.ours().size() > 6);
    for (Bundle bundle : container.ours()) {
      assertEquals(bundle.getSymbolicName(), Bundle.ACTIVE, bundle.getState());
    }
  }

  @Test
  public void b_answers_health_and_metrics_without_login() throws Exception {
    assertTrue(get("/health"), get("/health").contains("\"name\":\"start\",\"status\":\"UP\""));
    assertTrue(get("/metrics").contains("jvm_memory_used_bytes"));
  }

  @Test
  public void c_connectors_come_and_go_without_touching_others() throws Exception {
    List<Bundle> connectors = container.connectors();
    assertFalse("connectors", connectors.isEmpty());
    for (Bundle connector : connectors) {
      swap(connector);
    }
    Container.await("ready again", MOMENT, () -> status("/health") == 200);
  }

  @Test
  public void z_log_tells_of_no_trouble() throws IOException {
    assertEquals(List.of(), Container.troubleInLog());
  }

  /** Stop, start, update, uninstall, install again. */
  private void swap(Bundle connector) throws Exception {
    String name = connector.getSymbolicName();
    String location = connector.getLocation();
    List<String> touched = new CopyOnWriteArrayList<>();
    SynchronousBundleListener others =
        event -> {
          String source = event.getBundle().getSymbolicName();
          if (!name.equals(source)) {
            touched.add(source + " " + event.getType());
          }
        };
    context.addBundleListener(others);
    try {
      connector.stop();
      connector.start();
      online(connector);
      try (InputStream same = URI.create(location).toURL().openStream()) {
        connector.update(same);
      }
      assertEquals(name + " after update", Bundle.ACTIVE, connector.getState());
      online(connector);
      connector.uninstall();
      Container.await(name + " left a thread", MOMENT, () -> threadsOf(connector).isEmpty());
      Bundle again = context.installBundle(location);
      again.start();
      assertEquals(name + " installed again", Bundle.ACTIVE, again.getState());
      online(again);
    } finally {
      context.removeBundleListener(others);
    }
    assertEquals(
        "others touched by " + name + " (1 installed, 2 started, 4 stopped …)", List.of(), touched);
    System.out.println("swapped without touching others: " + name);
  }

  /**
   * Waits for the instances that this distribution configures; a connector without any has nothing
   * to wait for.
   */
  private void online(Bundle connector) throws Exception {
    String instance = INSTANCES.get(connector.getSymbolicName());
    if (instance != null) {
      Container.await(
          instance + " is up",
          MOMENT,
          () -> get("/health").contains("\"name\":\"" + instance + "\",\"status\":\"UP\""));
    }
  }

  private static List<String> threadsOf(Bundle bundle) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(
            thread ->
                thread.getContextClassLoader() instanceof BundleReference loader
                    && loader.getBundle() != null
                    && loader.getBundle().getBundleId() == bundle.getBundleId())
        .map(Thread::getName)
        .toList();
  }

  private static int status(String path) throws IOException {
    HttpURLConnection connection = open(path);
    try {
      return connection.getResponseCode();
    } catch (IOException e) {
      return 0;
    } finally {
      connection.disconnect();
    }
  }

  private static String get(String path) throws IOException {
    HttpURLConnection connection = open(path);
    try (InputStream body =
        connection.getResponseCode() < 400
            ? connection.getInputStream()
            : connection.getErrorStream()) {
      return new String(body.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return e.toString();
    } finally {
      connection.disconnect();
    }
  }

  private static HttpURLConnection open(String path) throws IOException {
    // The probe runs in the container, which knows its own port.
    String port = System.getProperty("shuniu.http.port");
    var connection =
        (HttpURLConnection) URI.create("http://127.0.0.1:" + port + path).toURL().openConnection();
    connection.setConnectTimeout(2_000);
    connection.setReadTimeout(5_000);
    return connection;
  }
}
