// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.plugins;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.shuniu.api.base.HubException;
import org.shuniu.api.channel.ChannelCommand;
import org.shuniu.api.channel.ChannelEvent;
import org.shuniu.api.channel.spi.ChannelContext;
import org.shuniu.api.channel.spi.IncomingText;
import org.shuniu.api.channel.spi.OutgoingText;
import org.shuniu.api.channel.spi.TextChannel;
import org.shuniu.api.hub.LinkState;

/** One channel that runs. It is started and given its texts on one thread of its own. */
@SuppressWarnings("FutureReturnValueIgnored") // each tells by itself
final class ChannelInstance extends Worker<TextRow> {
  private final TextChannel channel;
  private final ChannelDesk desk;

  ChannelInstance(ConnectorId id, TextChannel channel, ChannelDesk desk) {
    super(id, desk, "texts");
    this.channel = channel;
    this.desk = desk;
  }

  @Override
  void start() {
    begin(() -> channel.start(new Context()));
  }

  @Override
  void stop() {
    end(channel::stop, HubException.external("channel.uncertain", Map.of()));
  }

  @Override
  void linkChanged(LinkState state) {
    desk.tell(new ChannelEvent.ChannelLinkChanged(name(), state, state.since()));
    super.linkChanged(state);
  }

  /** What a carrier has taken it cannot give back. */
  @Override
  boolean once(TextRow row) {
    return true;
  }

  @Override
  void give(TextRow row) {
    long begin = System.nanoTime();
    AtomicBoolean called = new AtomicBoolean();
    CompletableFuture<List<String>> asked =
        lane()
            .ask(
                Subject.matter(row.origin.correlation),
                () -> {
                  called.set(true);
                  return channel.send(
                      new OutgoingText(
                          row.id,
                          String.valueOf(row.recipient),
                          String.valueOf(row.content),
                          row.expires));
                });
    traffic().asked(Passages.typeOf(ChannelCommand.SendText.class), asked);
    asked
        .orTimeout(desk.bounds.attempt().toMillis(), TimeUnit.MILLISECONDS)
        .whenComplete(
            (ids, failure) -> {
              if (failure instanceof TimeoutException) {
                lane().late();
              }
              desk.tried(
                  this,
                  row,
                  ids,
                  failure,
                  called.get(),
                  Duration.ofNanos(System.nanoTime() - begin));
            });
  }

  @Override
  HubException refusal() {
    return HubException.external("channel.link.offline", Map.of("channel", name()));
  }

  private final class Context extends HostContext implements ChannelContext {
    Context() {
      super(ChannelInstance.this);
    }

    @Override
    public void received(IncomingText text) {
      traffic().told(Passages.typeOf(ChannelEvent.TextReceived.class));
      desk.received(instance(), text);
    }

    @Override
    public void reported(String carrierId, boolean delivered, String reason) {
      traffic().told(Passages.typeOf(ChannelEvent.TextDelivered.class));
      desk.reported(new CarrierKey(instance(), carrierId), delivered, reason);
    }
  }
}
