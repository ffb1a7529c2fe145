// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.ops;

import static java.util.stream.Collectors.toList;

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
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.DataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.shuniu.api.hub.Connectors;
import org.shuniu.api.hub.LinkState;
import org.shuniu.api.hub.Metrics;
import org.shuniu.core.ops.system.Reading;
import org.shuniu.core.ops.system.Sample;

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
  private final Map<String, MultiGauge> readings = new TreeMap<>();

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

  /** Shows these readings, in place of those shown before. */
  public void show(Collection<Reading> now) {
    Map<String, List<Reading>> byMeter =
        now.stream().collect(Collectors.groupingBy(Reading::meter, TreeMap::new, toList()));
    synchronized (readings) {
      byMeter.forEach(
          (meter, some) ->
              readings
                  .computeIfAbsent(meter, name -> MultiGauge.builder(name).register(registry))
                  .register(some.stream().map(HubMetrics::row).toList(), true));
      readings.forEach(
          (meter, gauge) -> {
            if (!byMeter.containsKey(meter)) {
              gauge.register(List.of(), true);
            }
          });
    }
  }

  private static MultiGauge.Row<?> row(Reading reading) {
    Tags tags = reading.of().isEmpty() ? Tags.empty() : Tags.of("of", reading.of());
    return MultiGauge.Row.of(tags, reading.value());
  }

  /** All gauges and counters by the names that {@code /metrics} gives them. */
  public List<Sample> samples() {
    List<Sample> samples = new ArrayList<>();
    for (MetricSnapshot metric : registry.getPrometheusRegistry().scrape()) {
      String name = metric.getMetadata().getPrometheusName();
      for (DataPointSnapshot point : metric.getDataPoints()) {
        if (point instanceof GaugeSnapshot.GaugeDataPointSnapshot gauge) {
          samples.add(sample(name, point, gauge.getValue()));
        } else if (point instanceof CounterSnapshot.CounterDataPointSnapshot counter) {
          samples.add(sample(name + "_total", point, counter.getValue()));
        }
      }
    }
    return samples;
  }

  private static Sample sample(String name, DataPointSnapshot point, double value) {
    SortedMap<String, String> labels = new TreeMap<>();
    point.getLabels().forEach(label -> labels.put(label.getName(), label.getValue()));
    return new Sample(name, labels, value);
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
