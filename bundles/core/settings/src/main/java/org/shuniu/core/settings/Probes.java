// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.settings;

import java.time.Duration;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.ComponentException;
import org.osgi.service.component.ComponentFactory;
import org.osgi.service.component.ComponentInstance;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.shuniu.api.base.HubException;
import org.shuniu.api.hub.ConnectionProbe;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tries configurations against their other side with the {@link ConnectionProbe} of the connector's
 * bundle, each bounded in time and two at once. The component runtime makes the probe's typed
 * configuration of the same values and by the same rules as that of the connector.
 */
@Component(service = Probes.class)
public class Probes {
  private static final Logger LOG = LoggerFactory.getLogger(Probes.class);
  private static final Duration LIMIT = Duration.ofSeconds(8);

  /** What a probe may need on top to notice that its time is over. */
  private static final Duration GRACE = Duration.ofSeconds(1);

  private final UnaryOperator<@Nullable String> known;
  private final Duration limit;
  private final Semaphore places = new Semaphore(2);
  private final Map<ComponentFactory<?>, String> factories = new ConcurrentHashMap<>();

  @Activate
  public Probes(BundleContext context) {
    this(context::getProperty, LIMIT);
  }

  /**
   * @param known what placeholders stand for, by name
   */
  Probes(UnaryOperator<@Nullable String> known, Duration limit) {
    this.known = known;
    this.limit = limit;
  }

  @Reference(
      service = ComponentFactory.class,
      target = "(component.factory=" + ConnectionProbe.FACTORY + ")",
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      unbind = "remove")
  void add(ComponentFactory<?> factory, ServiceReference<?> reference) {
    add(factory, reference.getBundle().getSymbolicName());
  }

  void add(ComponentFactory<?> factory, String bundle) {
    factories.put(factory, bundle);
  }

  void remove(ComponentFactory<?> factory) {
    factories.remove(factory);
  }

  /** Whether configurations of this bundle can be tried. */
  boolean offered(String bundle) {
    return factories.containsValue(bundle);
  }

  /**
   * Tries these values; what is not among them has its default. Throws {@code
   * settings.probe.missing} and {@code settings.probe.busy}; what is wrong with the connection is
   * no exception.
   */
  SettingsTrial run(Schema schema, Map<String, List<String>> values) {
    ComponentFactory<?> factory =
        factories.entrySet().stream()
            .filter(entry -> entry.getValue().equals(schema.bundle()))
            .map(Map.Entry::getKey)
            .findFirst()
            .orElseThrow(() -> HubException.notFound("settings.probe.missing", schema.pid()));
    if (!places.tryAcquire()) {
      throw HubException.capacity("settings.probe.busy", Map.of());
    }
    CompletableFuture<ConnectionProbe.Answer> answer = new CompletableFuture<>();
    Dictionary<String, Object> properties = properties(schema, values);
    Thread thread = new Thread(() -> run(factory, properties, answer), "shuniu-probe");
    thread.setDaemon(true);
    thread.start();
    return await(schema, answer, thread);
  }

  private void run(
      ComponentFactory<?> factory,
      Dictionary<String, Object> properties,
      CompletableFuture<ConnectionProbe.Answer> answer) {
    try {
      answer.complete(run(factory, properties));
    } catch (HubException e) {
      answer.completeExceptionally(e);
    } catch (ComponentException e) {
      answer.completeExceptionally(HubException.internal("settings.probe.failed", e));
    } catch (RuntimeException | LinkageError e) {
      answer.completeExceptionally(e);
    } finally {
      // Here and not where the answer is awaited: one that does not end keeps its place.
      places.release();
    }
  }

  private ConnectionProbe.Answer run(
      ComponentFactory<?> factory, Dictionary<String, Object> properties) {
    ComponentInstance<?> component = factory.newInstance(properties);
    try {
      ConnectionProbe probe = (ConnectionProbe) component.getInstance();
      Thread.currentThread().setContextClassLoader(probe.getClass().getClassLoader());
      return probe.probe(limit);
    } finally {
      component.dispose();
    }
  }

  private SettingsTrial await(
      Schema schema, CompletableFuture<ConnectionProbe.Answer> answer, Thread thread) {
    long begin = System.nanoTime();
    try {
      ConnectionProbe.Answer told = answer.get(limit.plus(GRACE).toMillis(), TimeUnit.MILLISECONDS);
      return new SettingsTrial(
          true,
          Optional.of(told.peer()).filter(peer -> !peer.isEmpty()),
          told.untried(),
          Optional.empty(),
          Map.of(),
          since(begin));
    } catch (TimeoutException e) {
      thread.interrupt();
      return wrong("probe.timeout", Map.of("seconds", limit.toSeconds()), begin);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof HubException fault
          && fault.kind() != HubException.Kind.INTERNAL) {
        return wrong(fault.code(), fault.arguments(), begin);
      }
      LOG.error("The probe of {} failed", schema.bundle(), e.getCause());
      return wrong("settings.probe.failed", Map.of(), begin);
    } catch (InterruptedException e) {
      thread.interrupt();
      Thread.currentThread().interrupt();
      return wrong("probe.timeout", Map.of("seconds", limit.toSeconds()), begin);
    }
  }

  private static SettingsTrial wrong(String code, Map<String, Object> args, long begin) {
    return new SettingsTrial(
        false, Optional.empty(), Optional.empty(), Optional.of(code), args, since(begin));
  }

  private static long since(long begin) {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
  }

  private Dictionary<String, Object> properties(Schema schema, Map<String, List<String>> values) {
    Dictionary<String, Object> properties = new Hashtable<>();
    values.forEach(
        (key, value) ->
            schema
                .attribute(key)
                .ifPresent(
                    attribute -> {
                      List<String> filled =
                          attribute.read(value).stream()
                              .map(one -> Values.filled(one, known))
                              .toList();
                      if (attribute.list()) {
                        properties.put(key, filled.toArray(String[]::new));
                      } else if (!filled.isEmpty()) {
                        properties.put(key, filled.get(0));
                      }
                    }));
    return properties;
  }
}
