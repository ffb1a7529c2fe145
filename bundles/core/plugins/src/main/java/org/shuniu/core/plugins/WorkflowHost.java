// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.plugins;

import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.shuniu.api.hub.Bus;
import org.shuniu.api.hub.BusConsumer;
import org.shuniu.api.hub.Connectors;
import org.shuniu.api.hub.Metrics;
import org.shuniu.api.hub.Subscription;
import org.shuniu.api.hub.Transactions;
import org.shuniu.api.hub.Vault;
import org.shuniu.api.workflow.WorkflowCommand;
import org.shuniu.api.workflow.spi.WorkflowEngine;
import org.shuniu.core.plugins.life.Vital;

/**
 * The host of workflow engines (P1, W3). The first engine works, others stand by. A command is
 * carried out in the consumer's transaction, so that the engine's state and what it tells are
 * committed together, once. While there is no engine, commands are held in their order.
 */
@Component(
    service = {BusConsumer.class, SeamHost.class},
    immediate = true,
    configurationPid = "org.shuniu.core.plugins")
public final class WorkflowHost implements BusConsumer, SeamHost {
  private final WorkflowDesk desk;

  @Activate
  public WorkflowHost(
      BundleContext context,
      PluginsConfig config,
      @Reference Bus bus,
      @Reference(target = "(osgi.unit.name=plugins)") EntityManager entities,
      @Reference Transactions transactions,
      @Reference Vault vault,
      @Reference Metrics metrics) {
    this(
        new Services(
            bus,
            entities,
            transactions,
            vault,
            metrics,
            Clock.systemUTC(),
            Limits.of(config),
            Home.resolve(context, config.dataDirectory())));
  }

  WorkflowHost(Services services) {
    desk = new WorkflowDesk(services);
    desk.start();
  }

  @Deactivate
  void deactivate() {
    desk.stop();
  }

  @Reference(
      service = WorkflowEngine.class,
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      unbind = "remove")
  void add(WorkflowEngine engine, ServiceReference<WorkflowEngine> reference) {
    desk.roster().add(engine, reference);
    desk.engines();
  }

  void add(WorkflowEngine engine, ConnectorId id) {
    desk.roster().add(engine, id);
    desk.engines();
  }

  /** Drains and stops the engine; called while its service goes. */
  void remove(WorkflowEngine engine) {
    desk.roster().remove(engine);
    desk.engines();
  }

  @Override
  public String name() {
    return "core.plugins.workflow";
  }

  @Override
  public List<Subscription<?>> subscriptions() {
    List<Subscription<?>> all = new ArrayList<>();
    Stream.of(WorkflowCommand.class.getPermittedSubclasses())
        .map(type -> type.asSubclass(WorkflowCommand.class))
        .forEach(type -> all.add(Subscription.once(type, desk::command)));
    return all;
  }

  @Override
  public int concurrency() {
    return 8;
  }

  @Override
  public List<Connectors.Status> instances() {
    return desk.roster().statuses();
  }

  @Override
  public List<Connectors.Traffic> traffic() {
    return desk.roster().traffic();
  }

  @Override
  public List<Vital> vitals() {
    return desk.roster().vitals();
  }
}
