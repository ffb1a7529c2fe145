// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.bus;

import jakarta.persistence.EntityManager;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceFactory;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.util.tracker.ServiceTracker;
import org.osgi.util.tracker.ServiceTrackerCustomizer;
import org.shuniu.api.base.HubException;
import org.shuniu.api.hub.Bus;
import org.shuniu.api.hub.BusConsumer;
import org.shuniu.api.hub.HealthProbe;
import org.shuniu.api.hub.Metrics;
import org.shuniu.api.hub.Transactions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bus as OSGi services: one for each bundle that asks; consumers are found by themselves. The
 * services are there from the first time that the broker is: nobody begins to work, and no switch
 * sends calls, before messages go through. A broker that is lost later takes no service away.
 */
@Component(
    service = {BusComponent.class, HealthProbe.class},
    immediate = true,
    configurationPid = "org.shuniu.core.bus")
@Designate(ocd = BusSettings.class)
public final class BusComponent implements HealthProbe {
  private static final Logger LOG = LoggerFactory.getLogger(BusComponent.class);

  private final Hub hub;
  private final ServiceTracker<BusConsumer, BusConsumer> consumers;
  private final BundleContext context;
  private @Nullable ServiceRegistration<Bus> registration;
  private boolean stopped;

  /** Opens the bus; the broker comes and goes beside it. */
  @Activate
  public BusComponent(
      BundleContext context,
      BusSettings settings,
      @Reference(target = "(osgi.unit.name=bus)") EntityManager entities,
      @Reference Transactions transactions) {
    this.context = context;
    hub = new Hub(Options.of(settings), entities, transactions, this::open);
    consumers = new ServiceTracker<>(context, BusConsumer.class, new Consumers(context, hub));
    consumers.open();
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void setBroker(Broker broker) {
    hub.brokerUp(broker);
  }

  void unsetBroker(Broker broker) {
    hub.brokerDown(broker);
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void setMetrics(Metrics metrics) {
    hub.metrics(metrics);
  }

  void unsetMetrics(Metrics metrics) {
    hub.metricsGone(metrics);
  }

  private synchronized void open() {
    if (!stopped && registration == null) {
      registration = context.registerService(Bus.class, new PerBundle(hub), null);
    }
  }

  @Deactivate
  void stop() {
    closed().ifPresent(ServiceRegistration::unregister);
    consumers.close();
    hub.close();
  }

  private synchronized Optional<ServiceRegistration<Bus>> closed() {
    stopped = true;
    return Optional.ofNullable(registration);
  }

  DeadLetterDesk desk() {
    return hub.desk();
  }

  Trace trace() {
    return hub.trace();
  }

  Hub hub() {
    return hub;
  }

  @Override
  public String name() {
    return "bus";
  }

  @Override
  public Health check() {
    return hub.health();
  }

  private record PerBundle(Hub hub) implements ServiceFactory<Bus> {
    @Override
    public Bus getService(Bundle bundle, ServiceRegistration<Bus> service) {
      return hub.bus(bundle.getSymbolicName());
    }

    @Override
    public void ungetService(Bundle bundle, ServiceRegistration<Bus> service, Bus bus) {}
  }

  private record Consumers(BundleContext context, Hub hub)
      implements ServiceTrackerCustomizer<BusConsumer, BusConsumer> {
    @Override
    public @Nullable BusConsumer addingService(ServiceReference<BusConsumer> reference) {
      BusConsumer consumer = context.getService(reference);
      if (consumer == null) {
        return null;
      }
      try {
        hub.register(consumer, reference.getBundle().getSymbolicName());
        return consumer;
      } catch (HubException e) {
        LOG.error("A consumer of {} is not fed: {}", reference.getBundle(), e.getMessage());
        context.ungetService(reference);
        return null;
      }
    }

    @Override
    public void modifiedService(ServiceReference<BusConsumer> reference, BusConsumer consumer) {}

    @Override
    public void removedService(ServiceReference<BusConsumer> reference, BusConsumer consumer) {
      hub.unregister(consumer.name());
      context.ungetService(reference);
    }
  }
}
