// SPDX-License-Identifier: Apache-2.0
package org.shuniu.business.socialinsurance;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.annotation.Annotation;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.shuniu.api.base.HubException;
import org.shuniu.api.base.Ids;
import org.shuniu.api.business.spi.BusinessLink;
import org.shuniu.api.business.spi.BusinessRequest;
import org.shuniu.api.testkit.business.BusinessRig;
import org.shuniu.api.testkit.business.FakeBusinessContext;

/** The social insurance system of the tests, and links to it. */
final class Rig implements BusinessRig, AutoCloseable {
  private static final Map<Mood, String> MODES =
      Map.of(
          Mood.WELL, "well",
          Mood.SLOW, "slow",
          Mood.SILENT, "silent",
          Mood.REFUSES, "refuse",
          Mood.FAILS, "fault",
          Mood.GARBLES, "malformed",
          Mood.FLOODS, "huge",
          Mood.BREAKS, "break");

  private static volatile boolean warm;

  private final Peer peer;
  private String scheme = "http";

  Rig(String... arguments) {
    peer = Peer.start("social-insurance.mjs", arguments);
    if (!warm) {
      warmUp();
      warm = true;
    }
  }

  /** As it is, and asked by https from now on. */
  void secure() {
    scheme = "https";
  }

  /** The first client of a virtual machine loads CXF's classes, which is not what is measured. */
  private void warmUp() {
    try (FakeBusinessContext context = new FakeBusinessContext("warm-up", Path.of("."))) {
      BusinessLink link = newLink();
      link.start(context);
      Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> !context.links().isEmpty());
      link.execute(order(Ids.next()).orElseThrow())
          .toCompletableFuture()
          .handle((a, b) -> a)
          .join();
      link.stop();
    }
    reset();
  }

  Peer peer() {
    return peer;
  }

  /** A person that nobody else uses. */
  JsonNode person() {
    return peer.tell("person", Map.of());
  }

  void mode(String name) {
    peer.tell("mode", Map.of("mode", name));
  }

  @Override
  public BusinessLink newLink() {
    return newLink(Map.of());
  }

  /** Of another configuration than the usual one. */
  BusinessLink newLink(Map<String, Object> values) {
    Map<String, Object> all = new HashMap<>();
    all.put("endpoint", "%s://127.0.0.1:%d/social-insurance".formatted(scheme, peer.port()));
    all.put("breakerOpenMs", 500);
    all.putAll(values);
    return new SocialInsuranceLink(config(all), Rig::secret);
  }

  /** Test references hold the secret itself. */
  private static String secret(String reference) {
    if (!reference.startsWith("plain:")) {
      throw HubException.invalid("hub.secret.missing", Map.of("reference", reference));
    }
    return reference.substring("plain:".length());
  }

  @Override
  public BusinessRequest query(String id) {
    JsonNode person = peer.get("people").get(0);
    return request(
        id,
        "account.query",
        Map.of(
            "identity", person.get("identity").asText(),
            "password", person.get("password").asText()));
  }

  @Override
  public Optional<BusinessRequest> order(String id) {
    String identity = peer.get("people").get(0).get("identity").asText();
    return Optional.of(request(id, "card.report-loss", Map.of("identity", identity)));
  }

  static BusinessRequest request(String id, String operation, Map<String, Object> content) {
    return new BusinessRequest(id, Ids.next(), operation, content, Duration.ofSeconds(3));
  }

  @Override
  public void mood(Mood mood) {
    mode(MODES.get(mood));
  }

  @Override
  public void cutLink() {
    peer.tell("down", Map.of());
  }

  @Override
  public void restoreLink() {
    peer.tell("up", Map.of());
  }

  @Override
  public int asked() {
    return peer.get("state").get("asked").asInt();
  }

  @Override
  public int carriedOut(String id) {
    return (int)
        StreamSupport.stream(peer.get("log").spliterator(), false)
            .filter(line -> line.path("kind").asText().equals("carried-out"))
            .filter(line -> line.path("request").asText().equals(id))
            .count();
  }

  @Override
  public void reset() {
    peer.tell("reset", Map.of());
  }

  @Override
  public void close() {
    peer.close();
  }

  /** The configuration with its defaults, but for what is given. */
  static SocialInsuranceConfig config(Map<String, Object> values) {
    return (SocialInsuranceConfig)
        Proxy.newProxyInstance(
            SocialInsuranceConfig.class.getClassLoader(),
            new Class<?>[] {SocialInsuranceConfig.class, Annotation.class},
            (self, method, arguments) ->
                values.getOrDefault(method.getName(), method.getDefaultValue()));
  }
}
