// SPDX-License-Identifier: Apache-2.0
package org.shuniu.business.oa;

import java.lang.annotation.Annotation;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.shuniu.api.base.Ids;
import org.shuniu.api.business.spi.BusinessLink;
import org.shuniu.api.business.spi.BusinessRequest;
import org.shuniu.api.testkit.business.BusinessRig;

/** The OA of the tests, the hub's web server that it calls back, and links between them. */
final class Rig implements BusinessRig, AutoCloseable {
  static final String SECRET = "outgoing-secret";
  static final String CALLBACK_SECRET = "incoming-secret";

  private static final Map<Mood, String> MODES =
      Map.of(
          Mood.WELL, "well",
          Mood.SLOW, "slow",
          Mood.SILENT, "silent",
          Mood.REFUSES, "refuse",
          Mood.FAILS, "fault",
          Mood.GARBLES, "malformed",
          Mood.FLOODS, "huge",
          Mood.BREAKS, "lose-reply");

  private final Peer peer;
  private final Web web;

  Rig(String instance, String... arguments) throws Exception {
    web = new Web();
    peer = Peer.start("oa.mjs", arguments);
    peer.tell("settings", Map.of("callback", web.url(instance)));
    reset();
  }

  Peer peer() {
    return peer;
  }

  Web web() {
    return web;
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
    all.put("base", "http://127.0.0.1:%d/api".formatted(peer.port()));
    all.put("secret", SECRET);
    all.put("callbackSecret", CALLBACK_SECRET);
    all.put("breakerOpenMs", 500);
    all.putAll(values);
    // Test references hold the secret itself.
    return new OaLink(Settings.of(config(all), reference -> reference), web);
  }

  @Override
  public BusinessRequest query(String id) {
    return handOver(id, Ids.next(), "rsj");
  }

  @Override
  public Optional<BusinessRequest> order(String id) {
    return Optional.of(query(id));
  }

  static BusinessRequest handOver(String id, String matter, String department) {
    Map<String, Object> content = new LinkedHashMap<>();
    content.put("number", "T-" + id);
    content.put("department", department);
    content.put("process", "complaint");
    content.put("category", "wages");
    content.put("requestType", "COMPLAINT");
    content.put("title", "拖欠工资");
    content.put("text", "三个月没有发工资");
    content.put("confidential", false);
    content.put("caller", Map.of("name", "来电人" + id, "phone", "999" + id));
    return new BusinessRequest(id, matter, "ticket.hand-over", content, Duration.ofSeconds(3));
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
  public Optional<Boolean> tell(String notice, String matter) {
    return Optional.of(
        peer.tell("tell", Map.of("notice", notice, "matter", matter)).get("accepted").asBoolean());
  }

  @Override
  public boolean owns(Thread thread) {
    return thread.getName().startsWith(Web.THREADS) || thread.getName().startsWith("Session-");
  }

  /** Departments do nothing by themselves, unless a test wants it. */
  @Override
  public void reset() {
    peer.tell("reset", Map.of());
    peer.tell("behaviour", Map.of("acceptMs", 3_600_000, "answerMs", 3_600_000));
  }

  @Override
  public void close() throws Exception {
    peer.close();
    web.close();
  }

  /** The configuration with its defaults, but for what is given. */
  static OaConfig config(Map<String, Object> values) {
    return (OaConfig)
        Proxy.newProxyInstance(
            OaConfig.class.getClassLoader(),
            new Class<?>[] {OaConfig.class, Annotation.class},
            (self, method, arguments) ->
                values.getOrDefault(method.getName(), method.getDefaultValue()));
  }
}
