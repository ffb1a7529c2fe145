// SPDX-License-Identifier: Apache-2.0
package org.shuniu.archetype.business;

import java.lang.annotation.Annotation;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.shuniu.api.base.Ids;
import org.shuniu.api.business.spi.BusinessLink;
import org.shuniu.api.business.spi.BusinessRequest;
import org.shuniu.api.testkit.business.BusinessRig;

/** The system of the tests, and links to it. */
final class Rig implements BusinessRig, AutoCloseable {
  private static final String TOKEN = "a token of the tests";

  private final Peer peer = new Peer(0, TOKEN);

  @Override
  public BusinessLink newLink() {
    return newLink(Map.of());
  }

  /** Of another configuration than the usual one. */
  BusinessLink newLink(Map<String, Object> values) {
    Map<String, Object> all = new HashMap<>();
    all.put("base", peer.url());
    all.put("token", TOKEN);
    all.put("breakerOpenMs", 500);
    all.putAll(values);
    // References of the tests hold the secret itself.
    return new SampleLink(Settings.of(config(all), reference -> reference));
  }

  @Override
  public BusinessRequest query(String id) {
    return request(id, "account.query");
  }

  @Override
  public Optional<BusinessRequest> order(String id) {
    return Optional.of(request(id, "card.report-loss"));
  }

  private static BusinessRequest request(String id, String operation) {
    return new BusinessRequest(
        id, Ids.next(), operation, Map.of("identity", "52010019900101001X"), Duration.ofSeconds(3));
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
  public int asked() {
    return peer.asked();
  }

  @Override
  public int carriedOut(String id) {
    return peer.carriedOut(id) ? 1 : 0;
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
