// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.plugins;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.shuniu.api.channel.spi.ChannelContext;
import org.shuniu.api.channel.spi.OutgoingText;
import org.shuniu.api.channel.spi.TextChannel;
import org.shuniu.api.hub.LinkState;

/** A channel that does what a test lets it do. */
final class FakeChannel implements TextChannel {
  final List<OutgoingText> texts = new CopyOnWriteArrayList<>();
  volatile ChannelContext context;
  volatile Function<OutgoingText, CompletionStage<List<String>>> answer = FakeChannel::taken;

  /** In two parts. */
  static CompletionStage<List<String>> taken(OutgoingText text) {
    return CompletableFuture.completedFuture(List.of(text.message() + "-a", text.message() + "-b"));
  }

  @Override
  public void start(ChannelContext begun) {
    context = begun;
    begun.link(LinkState.online());
  }

  @Override
  public void stop() {}

  @Override
  public CompletionStage<List<String>> send(OutgoingText text) {
    texts.add(text);
    return answer.apply(text);
  }
}
