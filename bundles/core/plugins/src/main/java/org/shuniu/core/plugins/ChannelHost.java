// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.plugins;

import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.util.List;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.shuniu.api.channel.ChannelCommand.SendText;
import org.shuniu.api.channel.spi.TextChannel;
import org.shuniu.api.hub.Bus;
import org.shuniu.api.hub.BusConsumer;
import org.shuniu.api.hub.Connectors;
import org.shuniu.api.hub.Metrics;
import org.shuniu.api.hub.Subscription;
import org.shuniu.api.hub.Transactions;
import org.shuniu.api.hub.Vault;
import org.shuniu.core.plugins.life.Vital;

/**
 * The host of channels (P1, C3).
 *
 * <p>A text is stored with the consumer's transaction. It is noted as begun before a channel gets
 * it, so after a crash one that was under way is told as uncertain and never sent a second time. A
 * channel whose link is away, or that is not there, is waited for until the text expires.
 */
@Component(
    service = {BusConsumer.class, SeamHost.class},
    immediate = true,
    configurationPid = JobsConfig.PID)
public final class ChannelHost implements BusConsumer, SeamHost {
  private final ChannelDesk desk;

  @Activate
  public ChannelHost(
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
        Bounds.of(jobs, jobs.textsPerChannel()));
  }

  ChannelHost(Services services, Bounds bounds) {
    desk = new ChannelDesk(services, bounds);
    desk.start();
  }

  @Deactivate
  void deactivate() {
    desk.stop();
  }

  @Reference(
      service = TextChannel.class,
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      unbind = "remove")
  void add(TextChannel channel, ServiceReference<TextChannel> reference) {
    desk.roster().add(channel, reference);
  }

  void add(TextChannel channel, ConnectorId id) {
    desk.roster().add(channel, id);
  }

  /** Drains and stops the channel; called while its service goes. */
  void remove(TextChannel channel) {
    desk.roster().remove(channel);
  }

  @Override
  public String name() {
    return "core.plugins.channel";
  }

  @Override
  public List<Subscription<?>> subscriptions() {
    return List.of(Subscription.once(SendText.class, desk::send));
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
