// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.ops.system;

import io.swagger.v3.oas.annotations.Operation;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.MediaType;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.shuniu.api.hub.Access;
import org.shuniu.api.hub.Needs;
import org.shuniu.api.hub.RestResource;

/** The system page (M3). */
@Component(service = Object.class)
@RestResource
@Path("/system")
@Produces(MediaType.APPLICATION_JSON)
public final class SystemResource {
  private static final String READ = "plugin:read";
  private static final int LINE_POINTS = 60;
  private static final double HUNDREDTH = 100.0;

  private final Sampler sampler;
  private final Access access;
  private final String version;

  /**
   * What the hub runs on.
   *
   * @param at when it was read; a few seconds ago
   * @param ports TCP ports on which the hub listens; empty where the kernel does not tell
   */
  record SystemView(
      Instant at,
      String version,
      String java,
      String machine,
      Instant startedAt,
      Level level,
      Set<Integer> ports,
      List<SystemItem> items) {}

  /**
   * One reading with its level and its last hour.
   *
   * @param metric its name in {@code /metrics}, with the label {@code of}
   * @param note in English, from the part that told it
   * @param line oldest first, evenly spread
   */
  record SystemItem(
      String name,
      String of,
      String metric,
      double value,
      String unit,
      Level level,
      Optional<Double> warn,
      Optional<Double> critical,
      String note,
      List<Double> line) {}

  @Activate
  public SystemResource(
      BundleContext context, @Reference Sampler sampler, @Reference Access access) {
    this.sampler = sampler;
    this.access = access;
    this.version = context.getBundle().getVersion().toString();
  }

  @GET
  @Needs(READ)
  @Operation(operationId = "getSystem", summary = "What the hub runs on, with the last hour")
  public SystemView system() {
    access.require(READ);
    Sampler.Snapshot snapshot = sampler.last();
    List<SystemItem> items = snapshot.readings().stream().map(this::item).toList();
    Level worst = items.stream().map(SystemItem::level).max(Enum::compareTo).orElse(Level.OK);
    return new SystemView(
        snapshot.at(),
        version,
        System.getProperty("java.vm.name") + " " + Runtime.version(),
        System.getProperty("os.name") + " " + System.getProperty("os.version"),
        Instant.ofEpochMilli(ManagementFactory.getRuntimeMXBean().getStartTime()),
        worst,
        sampler.ports(),
        items);
  }

  private SystemItem item(Reading reading) {
    Optional<Threshold> threshold =
        sampler.thresholds().stream().filter(t -> t.metric().equals(reading.metric())).findFirst();
    return new SystemItem(
        reading.name(),
        reading.of(),
        reading.metric(),
        rounded(reading.value()),
        reading.unit(),
        threshold.map(t -> t.level(reading.value())).orElse(Level.OK),
        threshold.flatMap(Threshold::warn),
        threshold.flatMap(Threshold::critical),
        reading.note(),
        sampler.line(reading, LINE_POINTS).stream().map(SystemResource::rounded).toList());
  }

  private static double rounded(double value) {
    return Math.rint(value * HUNDREDTH) / HUNDREDTH;
  }
}
