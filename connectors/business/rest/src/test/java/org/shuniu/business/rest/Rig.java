// SPDX-License-Identifier: Apache-2.0
package org.shuniu.business.rest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.shuniu.api.base.Ids;
import org.shuniu.api.business.spi.BusinessRequest;
import org.shuniu.api.testkit.business.BusinessRig;
import org.shuniu.business.kit.Callback;
import org.shuniu.business.kit.HttpPeer;
import org.shuniu.business.kit.HttpPeer.Answer;
import org.shuniu.business.kit.Signature;

/** A system with the interface of the sample mapping, and links to it by configuration alone. */
final class Rig implements BusinessRig, AutoCloseable {
  static final String CALLBACK_SECRET = "incoming-secret";
  static final String IDENTITY = "110101199003071234";

  private final HttpPeer peer = new HttpPeer(Rig::well, Rig::unwell);
  private final Map<String, Callback> doors = new ConcurrentHashMap<>();
  private final Path mappings;

  Rig(Path directory) {
    this.mappings = directory;
    write("vacancies", sample());
  }

  static String sample() {
    try {
      return Files.readString(Path.of("src/test/resources/vacancies.yaml"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path write(String name, String text) {
    try {
      return Files.writeString(mappings.resolve(name + ".yaml"), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Answer json(int status, String body) {
    return new Answer(
        status, "application/json; charset=utf-8", body.getBytes(StandardCharsets.UTF_8));
  }

  private static Answer well(HttpPeer.Call call) {
    return call.method().equals("PUT")
        ? json(200, "{\"no\":\"A-%s\"}".formatted(call.header("Idempotency-Key")))
        : json(200, "{\"rows\":[{\"title\":\"补贴\",\"st\":\"01\",\"at\":\"20260301\"}]}");
  }

  private static Answer unwell(Mood mood) {
    return switch (mood) {
      case REFUSES -> json(200, "{\"code\":\"E404\"}");
      case FAILS -> json(500, "{}");
      case GARBLES -> json(200, "{\"rows\":");
      default -> json(200, "[" + " ".repeat(50_000_000) + "]");
    };
  }

  HttpPeer peer() {
    return peer;
  }

  @Override
  public RestLink newLink() {
    return newLink(Map.of());
  }

  /** Of another configuration than the usual one. */
  RestLink newLink(Map<String, Object> values) {
    Map<String, Object> all = new HashMap<>();
    all.put("base", "http://127.0.0.1:%d/api".formatted(peer.port()));
    all.put("mapping", "vacancies");
    all.put("callback", true);
    all.put("callbackSecret", CALLBACK_SECRET);
    all.put("breakerOpenMs", 500);
    all.putAll(values);
    return new RestLink(
        config(all),
        reference -> reference,
        mappings,
        (instance, callback) -> {
          doors.put(instance, callback);
          return () -> doors.remove(instance, callback);
        });
  }

  @Override
  public BusinessRequest query(String id) {
    // Each is about another person: what is kept of one answers no other.
    return request(id, "application.query", Map.of("identity", IDENTITY + id));
  }

  @Override
  public Optional<BusinessRequest> order(String id) {
    return Optional.of(
        request(id, "appointment.book", Map.of("identity", IDENTITY, "slot", "2026-05-01T09:00")));
  }

  static BusinessRequest request(String id, String operation, Map<String, Object> content) {
    return new BusinessRequest(id, Ids.next(), operation, content, Duration.ofSeconds(3));
  }

  @Override
  public void mood(Mood mood) {
    peer.mood(mood);
  }

  @Override
  public void cutLink() {
    peer.cut();
  }

  @Override
  public void restoreLink() {
    peer.restore();
  }

  @Override
  public int asked() {
    return peer.calls().size();
  }

  @Override
  public int carriedOut(String id) {
    return peer.carriedOut(id);
  }

  @Override
  public Optional<Boolean> tell(String notice, String matter) {
    byte[] body =
        "{\"id\":\"%s\",\"ref\":\"%s\",\"st\":\"03\"}"
            .formatted(notice, matter)
            .getBytes(StandardCharsets.UTF_8);
    String path = "/connectors/rest/contract/callback";
    String time = Instant.now().toString();
    String nonce = UUID.randomUUID().toString();
    Map<String, String> headers =
        Map.of(
            Signature.KEY,
            "peer",
            Signature.TIME,
            time,
            Signature.NONCE,
            nonce,
            Signature.VALUE,
            Signature.of(CALLBACK_SECRET, "POST", path, time, nonce, body));
    Callback door = doors.values().iterator().next();
    return Optional.of(
        door.take(path, name -> headers.getOrDefault(name, ""), body).status() == Callback.STORED);
  }

  @Override
  public boolean owns(Thread thread) {
    return thread.getName().startsWith(HttpPeer.THREADS)
        || thread.getName().startsWith("HTTP-Dispatcher")
        || thread.getName().startsWith("idle-timeout-task");
  }

  @Override
  public void reset() {
    peer.reset();
  }

  @Override
  public void close() {
    peer.close();
  }

  /** The configuration with its defaults, but for what is given. */
  static RestConfig config(Map<String, Object> values) {
    return (RestConfig)
        Proxy.newProxyInstance(
            RestConfig.class.getClassLoader(),
            new Class<?>[] {RestConfig.class, Annotation.class},
            (self, method, arguments) ->
                values.getOrDefault(method.getName(), method.getDefaultValue()));
  }
}
