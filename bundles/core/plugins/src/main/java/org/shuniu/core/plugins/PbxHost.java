// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.plugins;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.metatype.annotations.Designate;
import org.shuniu.api.hub.Bus;
import org.shuniu.api.hub.BusConsumer;
import org.shuniu.api.hub.BusRestored;
import org.shuniu.api.hub.Connectors;
import org.shuniu.api.hub.Metrics;
import org.shuniu.api.hub.Subscription;
import org.shuniu.api.pbx.PbxCommand;
import org.shuniu.api.pbx.spi.PbxDriver;
import org.shuniu.core.plugins.life.Vital;

/**
 * The host of PBX drivers (P1, T1): each driver service is started, gets the commands that name it
 * and is drained and stopped when its service goes. Its events are published in the order in which
 * it tells them. Of two services with one name the first is served, the other refused.
 *
 * <p>Consuming a command never waits for a driver.
 */
@Component(
    service = {BusConsumer.class, SeamHost.class},
    immediate = true,
    configurationPid = "org.shuniu.core.plugins")
@Designate(ocd = PluginsConfig.class)
public final class PbxHost implements BusConsumer, SeamHost {
  private static final String SEAM = "pbx";

  private final Bus bus;
  private final Roster<PbxDriver, PbxInstance> roster;

  @Activate
  public PbxHost(
      BundleContext context, PluginsConfig config, @Reference Bus bus, @Reference Metrics metrics) {
    this(bus, metrics, Limits.of(config), Home.resolve(context, config.dataDirectory()));
  }

  PbxHost(Bus bus, Metrics metrics, Limits limits, Path home) {
    this.bus = bus;
    this.roster =
        new Roster<>(SEAM, (id, driver) -> new PbxInstance(id, driver, limits, home, bus, metrics));
  }

  @Reference(
      service = PbxDriver.class,
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      unbind = "remove")
  void add(PbxDriver driver, ServiceReference<PbxDriver> reference) {
    roster.add(driver, reference);
  }

  void add(PbxDriver driver, ConnectorId id) {
    roster.add(driver, id);
  }

  /**
   * Drains and stops the driver; called while its service goes, so the component is alive still.
   */
  void remove(PbxDriver driver) {
    roster.remove(driver);
  }

  @Override
  public String name() {
    return "core.plugins.pbx";
  }

  @Override
  public List<Subscription<?>> subscriptions() {
    List<Subscription<?>> all = new ArrayList<>();
    Stream.of(PbxCommand.class.getPermittedSubclasses())
        .map(type -> type.asSubclass(PbxCommand.class))
        .forEach(type -> all.add(Subscription.of(type, command -> order(command.data()))));
    all.add(Subscription.of(BusRestored.class, restored -> askSnapshots()));
    return all;
  }

  /** Call control may have been lost while the broker was away: the switches' state tells. */
  private void askSnapshots() {
    roster.all().forEach(PbxInstance::askSnapshot);
  }

  private void order(PbxCommand command) {
    roster
        .find(command.pbx())
        .ifPresentOrElse(
            instance -> instance.order(command),
            () ->
                bus.publish(
                    PbxInstance.rejected(command, "pbx.driver.missing", Clock.systemUTC())));
  }

  @Override
  public List<Connectors.Status> instances() {
    return roster.statuses();
  }

  @Override
  public List<Connectors.Traffic> traffic() {
    return roster.traffic();
  }

  @Override
  public List<Vital> vitals() {
    return roster.vitals();
  }
}
