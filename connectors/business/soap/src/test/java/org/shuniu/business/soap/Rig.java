// SPDX-License-Identifier: Apache-2.0
package org.shuniu.business.soap;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.shuniu.api.base.Ids;
import org.shuniu.api.business.spi.BusinessRequest;
import org.shuniu.api.testkit.business.BusinessRig;
import org.shuniu.business.kit.HttpPeer;
import org.shuniu.business.kit.HttpPeer.Answer;

/** A system with the interface of the sample mapping, and links to it by configuration alone. */
final class Rig implements BusinessRig, AutoCloseable {
  static final String IDENTITY = "110101199003071234";

  private final HttpPeer peer = new HttpPeer(Rig::well, Rig::unwell);
  private final Path mappings;

  Rig(Path directory) {
    this.mappings = directory;
    write("talents", sample());
  }

  static String sample() {
    try {
      return Files.readString(Path.of("src/test/resources/talents.yaml"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void write(String name, String text) {
    try {
      Files.writeString(mappings.resolve(name + ".yaml"), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Answer soap(int status, String body) {
    String envelope =
        "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body>%s</s:Body></s:Envelope>"
            .formatted(body);
    return new Answer(status, "text/xml; charset=UTF-8", envelope.getBytes(StandardCharsets.UTF_8));
  }

  static Answer fault(String code, String detail) {
    return soap(
        500,
        "<s:Fault><faultcode>s:%s</faultcode><faultstring>for people</faultstring><detail>%s</detail></s:Fault>"
            .formatted(code, detail));
  }

  private static Answer well(HttpPeer.Call call) {
    return call.header("SOAPAction").contains("book")
        ? soap(
            200,
            "<r:booked xmlns:r='urn:talents'><receipt>A-%s</receipt></r:booked>"
                .formatted(call.header("Idempotency-Key")))
        : soap(
            200,
            "<r:found xmlns:r='urn:talents'><item><title>人才引进</title><state>1</state><points>1</points></item></r:found>");
  }

  private static Answer unwell(Mood mood) {
    return switch (mood) {
      case REFUSES -> fault("Client", "<code>PERSON_UNKNOWN</code>");
      case FAILS -> fault("Server", "");
      case GARBLES -> soap(200, "<r:found xmlns:r='urn:talents'><item>");
      default -> soap(200, "<a>" + " ".repeat(50_000_000) + "</a>");
    };
  }

  HttpPeer peer() {
    return peer;
  }

  @Override
  public SoapLink newLink() {
    return newLink(Map.of());
  }

  /** Of another configuration than the usual one. */
  SoapLink newLink(Map<String, Object> values) {
    Map<String, Object> all = new HashMap<>();
    all.put("endpoint", "http://127.0.0.1:%d/talent".formatted(peer.port()));
    all.put("mapping", "talents");
    all.put("breakerOpenMs", 500);
    all.putAll(values);
    return new SoapLink(config(all), reference -> reference, mappings);
  }

  @Override
  public BusinessRequest query(String id) {
    return request(id, "application.query", Map.of("identity", IDENTITY));
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
  static SoapConfig config(Map<String, Object> values) {
    return (SoapConfig)
        Proxy.newProxyInstance(
            SoapConfig.class.getClassLoader(),
            new Class<?>[] {SoapConfig.class, Annotation.class},
            (self, method, arguments) ->
                values.getOrDefault(method.getName(), method.getDefaultValue()));
  }
}
