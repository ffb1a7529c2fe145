// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.plugins;

import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.metatype.annotations.Designate;
import org.shuniu.api.base.HubException;
import org.shuniu.api.business.BusinessCommand.OrderBusiness;
import org.shuniu.api.business.BusinessCommand.QueryBusiness;
import org.shuniu.api.business.spi.BusinessLink;
import org.shuniu.api.hub.Bus;
import org.shuniu.api.hub.BusConsumer;
import org.shuniu.api.hub.Connectors;
import org.shuniu.api.hub.Metrics;
import org.shuniu.api.hub.Subscription;
import org.shuniu.api.hub.Transactions;
import org.shuniu.api.hub.Vault;
import org.shuniu.core.plugins.life.Vital;

/**
 * The host of business links (P1, L1).
 *
 * <p>A query goes to the link at once and ends with exactly one answer within its patience; of one
 * link so many run at a time, more are rejected. An order is stored with the consumer's transaction
 * and survives a crash; orders of one matter to one link are given in the order in which they came,
 * and each ends with exactly one outcome, told in the transaction that notes it. A link that is not
 * there rejects queries; orders wait for it until their patience is over.
 */
@Component(
    service = {BusConsumer.class, SeamHost.class, BusinessHost.class},
    immediate = true,
    configurationPid = JobsConfig.PID)
@Designate(ocd = JobsConfig.class)
public final class BusinessHost implements BusConsumer, SeamHost {
  private final BusinessDesk desk;
  private final Reconciliation reconciliation;

  @Activate
  public BusinessHost(
      BundleContext context,
      JobsConfig jobs,
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
            Limits.STANDARD,
            Home.resolve(context, Home.CONNECTORS)),
        Bounds.of(jobs, jobs.ordersPerLink()));
  }

  BusinessHost(Services services, Bounds bounds) {
    desk = new BusinessDesk(services, bounds);
    reconciliation = new Reconciliation(services);
    desk.start();
  }

  @Deactivate
  void deactivate() {
    desk.stop();
  }

  @Reference(
      service = BusinessLink.class,
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      unbind = "remove")
  void add(BusinessLink link, ServiceReference<BusinessLink> reference) {
    desk.roster().add(link, reference);
  }

  void add(BusinessLink link, ConnectorId id) {
    desk.roster().add(link, id);
  }

  /** Drains and stops the link; called while its service goes. */
  void remove(BusinessLink link) {
    desk.roster().remove(link);
  }

  /** See {@link BusinessDesk#retry}. */
  OrderRow retry(String request) {
    return desk.retry(request);
  }

  /** See {@link Reconciliation#run}. */
  Reconciliation.Report reconcile(String link, Instant from, Instant until) {
    return reconciliation.run(link(link), from, until);
  }

  /** The links that run. */
  List<BusinessInstance> links() {
    return desk.roster().all();
  }

  /** The link of this name that runs, or {@code business.link.unknown}. */
  BusinessInstance link(String name) {
    return desk.roster()
        .find(name)
        .orElseThrow(() -> HubException.notFound("business.link.unknown", name));
  }

  @Override
  public String name() {
    return "core.plugins.business";
  }

  @Override
  public List<Subscription<?>> subscriptions() {
    return List.of(
        Subscription.of(QueryBusiness.class, desk::query),
        Subscription.once(OrderBusiness.class, desk::order));
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
