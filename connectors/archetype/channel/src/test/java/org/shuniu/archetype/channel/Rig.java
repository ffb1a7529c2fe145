// SPDX-License-Identifier: Apache-2.0
package org.shuniu.archetype.channel;

import java.lang.annotation.Annotation;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.shuniu.api.channel.spi.TextChannel;
import org.shuniu.api.testkit.channel.ChannelRig;

/** The gateway of the tests, and channels to it. */
final class Rig implements ChannelRig, AutoCloseable {
  private static final String TOKEN = "a token of the tests";

  private final Peer peer = new Peer(0, TOKEN);

  @Override
  public TextChannel newChannel() {
    return newChannel(Map.of());
  }

  /** Of another configuration than the usual one. */
  TextChannel newChannel(Map<String, Object> values) {
    Map<String, Object> all = new HashMap<>();
    all.put("base", peer.url());
    all.put("token", TOKEN);
    all.put("answerTimeoutMs", 3_000);
    all.put("pollMs", 100);
    all.putAll(values);
    // References of the tests hold the secret itself.
    return new SampleChannel(Settings.of(config(all), reference -> reference));
  }

  @Override
  public void mood(Mood mood) {
    peer.mode(Peer.Mode.valueOf(mood.name()));
  }

  @Override
  public void cutLink() {
    peer.leave();
  }

  @Override
  public void restoreLink() {
    peer.come();
  }

  @Override
  public List<Taken> taken() {
    return peer.taken().stream()
        .map(taken -> new Taken(taken.ids(), taken.to(), taken.text()))
        .toList();
  }

  @Override
  public boolean report(String carrierId, boolean delivered, String reason) {
    return stored(peer.report(carrierId, reason));
  }

  @Override
  public boolean incoming(String id, String from, String to, String text) {
    return stored(peer.incoming(id, from, to, text));
  }

  private static boolean stored(CompletableFuture<Boolean> told) {
    return told.orTimeout(10, TimeUnit.SECONDS).join();
  }

  @Override
  public boolean owns(Thread thread) {
    return peer.owns(thread);
  }

  @Override
  public void reset() {
    peer.reset();
  }

  @Override
  public void close() {
    peer.leave();
  }

  /** The configuration with its defaults, but for what is given. */
  private static SampleConfig config(Map<String, Object> values) {
    return (SampleConfig)
        Proxy.newProxyInstance(
            SampleConfig.class.getClassLoader(),
            new Class<?>[] {SampleConfig.class, Annotation.class},
            (self, method, arguments) ->
                values.getOrDefault(method.getName(), method.getDefaultValue()));
  }
}
