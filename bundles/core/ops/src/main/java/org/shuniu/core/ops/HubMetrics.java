// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.ops;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.shuniu.api.hub.Connectors;
import org.shuniu.api.hub.LinkState;
import org.shuniu.api.hub.Metrics;

/**
 * The hub's figures and the virtual machine's, kept by Micrometer. The number of series is bounded:
 * whoever puts ids into tags loses further series, not the hub.
 */
@Component(service = {Metrics.class, HubMetrics.class})
public final class HubMetrics implements Metrics {
  private static final int MAX_SERIES = 10_000;
  private static final Duration[] BUCKETS =
      Stream.of(1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 30_000, 60_000)
          .map(Duration::ofMillis)
          .toArray(Duration[]::new);

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final JvmGcMetrics collector = new JvmGcMetrics();
  private final MultiGauge links;

  /**
   * The handle that a gauge belongs to: a bundle's new version may come before the old one goes.
   */
  private final Map<Meter.Id, Registration> gauges = new ConcurrentHashMap<>();

  public HubMetrics() {
    registry.config().meterFilter(MeterFilter.maximumAllowableMetrics(MAX_SERIES));
    List.<MeterBinder>of(
            new JvmMemoryMetrics(),
            new JvmThreadMetrics(),
            new ClassLoaderMetrics(),
            new ProcessorMetrics(),
            new FileDescriptorMetrics(),
            new UptimeMetrics(),
            collector)
        .forEach(binder -> binder.bindTo(registry));
    links =
        MultiGauge.builder("shuniu.connector.online")
            .description("1: the link works, 0: it does not")
            .register(registry);
  }

  @Override
  public void count(String name, String... tags) {
    registry.counter(name, tags).increment();
  }

  @Override
  public void time(String name, Duration duration, String... tags) {
    Timer.builder(name)
        .tags(tags)
        .serviceLevelObjectives(BUCKETS)
        .register(registry)
        .record(duration);
  }

  @Override
  public Registration gauge(String name, Supplier<Number> value, String... tags) {
    synchronized (gauges) {
      var id = new Meter.Id(name, Tags.of(tags), null, null, Meter.Type.GAUGE);
      registry.remove(id);
      Gauge gauge = Gauge.builder(name, value).tags(tags).strongReference(true).register(registry);
      Registration handle =
          new Registration() {
            @Override
            public void close() {
              synchronized (gauges) {
                if (gauges.remove(id, this)) {
                  registry.remove(gauge);
                }
              }
            }
          };
      gauges.put(id, handle);
      return handle;
    }
  }

  /** All figures in Prometheus' text format. */
  String scrape(List<Connectors.Status> connectors) {
    links.register(
        connectors.stream()
            .map(
                c ->
                    MultiGauge.Row.of(
                        Tags.of("seam", c.seam(), "instance", c.instance()),
                        c.link().status() == LinkState.Status.ONLINE ? 1 : 0))
            .toList(),
        true);
    return registry.scrape();
  }

  @Deactivate
  void close() {
    collector.close();
    registry.close();
  }
}
