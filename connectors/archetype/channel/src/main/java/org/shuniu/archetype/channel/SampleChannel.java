// SPDX-License-Identifier: Apache-2.0
package org.shuniu.archetype.channel;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.shuniu.api.channel.spi.ChannelContext;
import org.shuniu.api.channel.spi.OutgoingText;
import org.shuniu.api.channel.spi.TextChannel;
import org.shuniu.api.hub.LinkState;
import org.shuniu.api.hub.Secrets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries texts through one account at a gateway by HTTP, as the README says. Safe for use by many
 * threads; neither numbers nor texts reach a log.
 */
@Component(
    service = TextChannel.class,
    configurationPid = "org.shuniu.archetype.channel",
    configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = SampleConfig.class, factory = true)
public final class SampleChannel implements TextChannel {
  private static final Logger LOG = LoggerFactory.getLogger(SampleChannel.class);

  private final Settings settings;
  private volatile Optional<Running> running = Optional.empty();

  /** What exists between start and stop. */
  private record Running(Standing standing, Inbox inbox, Outbox outbox, Wire wire) {}

  /** Made by the component runtime. */
  @Activate
  public SampleChannel(SampleConfig config, @Reference Secrets secrets) {
    this(Settings.of(config, secrets));
  }

  SampleChannel(Settings settings) {
    this.settings = settings;
  }

  @Override
  public synchronized void start(ChannelContext context) {
    Gateway gateway = new Gateway(settings);
    Wire wire = new Wire("shuniu-channel-" + context.instance(), settings);
    Standing standing = new Standing(state -> told(context, state));
    Inbox inbox = new Inbox(settings, gateway, wire, context, standing);
    Outbox outbox = new Outbox(settings, gateway, wire, context.scheduler(), standing);
    running = Optional.of(new Running(standing, inbox, outbox, wire));
    inbox.open();
  }

  private static void told(ChannelContext context, LinkState state) {
    LOG.info("{}: {} {}", context.instance(), state.status(), state.reason());
    context.link(state);
  }

  @Override
  public synchronized void stop() {
    running.ifPresent(
        now -> {
          now.standing().end();
          now.inbox().close();
          now.outbox().close();
          now.wire().close();
        });
    running = Optional.empty();
  }

  @Override
  public CompletionStage<List<String>> send(OutgoingText text) {
    return running
        .map(now -> now.outbox().send(text))
        .orElseGet(() -> CompletableFuture.failedFuture(Faults.offline("stopped")));
  }
}
