// SPDX-License-Identifier: Apache-2.0
package org.shuniu.business.rest;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.shuniu.api.base.HubException;
import org.shuniu.api.business.spi.BusinessRequest;
import org.shuniu.business.kit.Faults;
import org.shuniu.business.kit.Json;
import org.shuniu.business.kit.Session;
import org.shuniu.business.kit.Text;
import org.shuniu.business.kit.mapping.Carrier;
import org.shuniu.business.kit.mapping.Section;

/** JSON, or a form, over HTTP. */
final class RestCarrier implements Carrier<RestPart> {
  private final URI base;
  private final Charset charset;
  private final Authentication authentication;

  RestCarrier(URI base, Charset charset, Authentication authentication) {
    this.base = base;
    this.charset = charset;
    this.authentication = authentication;
  }

  @Override
  public Language language() {
    return Language.JSONATA;
  }

  @Override
  public RestPart part(Section section) {
    return RestPart.of(section);
  }

  @Override
  public Outgoing outgoing(RestPart part, BusinessRequest request, Object mapped) {
    String path = part.path(request, charset);
    String text =
        switch (part.form()) {
          case NONE -> "";
          case JSON -> new String(Json.bytes(mapped), StandardCharsets.UTF_8);
          case FORM -> form(mapped);
        };
    String type =
        switch (part.form()) {
          case NONE -> "";
          case JSON -> "application/json; charset=" + charset.name();
          case FORM -> "application/x-www-form-urlencoded; charset=" + charset.name();
        };
    return new Outgoing(
        part.method(), path, type, Text.bytes(text, charset), text, request.id(), "");
  }

  private String form(Object mapped) {
    if (!(mapped instanceof Map<?, ?> fields)) {
      throw Faults.invalidContent("form");
    }
    return fields.entrySet().stream()
        .map(
            field ->
                URLEncoder.encode(String.valueOf(field.getKey()), charset)
                    + "="
                    + URLEncoder.encode(String.valueOf(field.getValue()), charset))
        .collect(Collectors.joining("&"));
  }

  @Override
  public CompletableFuture<Incoming> exchange(Session session, Outgoing outgoing) {
    CompletableFuture<Incoming> first = send(session, outgoing);
    // A token may have been taken back before its time: a new one, once.
    return first.thenCompose(
        incoming ->
            incoming.status() == 401 && authentication.renew()
                ? send(session, outgoing)
                : CompletableFuture.completedFuture(incoming));
  }

  private CompletableFuture<Incoming> send(Session session, Outgoing outgoing) {
    URI target = URI.create(base + outgoing.path());
    CompletableFuture<Incoming> result = new CompletableFuture<>();
    CompletableFuture<Map<String, String>> headers =
        authentication.headers(session, target, outgoing);
    result.whenComplete((value, fault) -> headers.cancel(true));
    headers.whenComplete(
        (proof, missing) -> {
          if (proof == null) {
            result.completeExceptionally(missing);
            return;
          }
          CompletableFuture<Incoming> exchange =
              session.exchange(
                  () -> request(target, outgoing, proof),
                  answer -> new Incoming(answer.statusCode(), Text.of(answer, charset)));
          result.whenComplete((value, fault) -> exchange.cancel(true));
          exchange.whenComplete(
              (incoming, fault) -> {
                if (incoming == null) {
                  result.completeExceptionally(fault);
                } else {
                  result.complete(incoming);
                }
              });
        });
    return result;
  }

  private static HttpRequest request(URI target, Outgoing outgoing, Map<String, String> proof) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(target)
            .method(
                outgoing.method(),
                outgoing.type().isEmpty()
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofByteArray(outgoing.body()))
            .header("Accept", "application/json")
            .header("Idempotency-Key", outgoing.id());
    if (!outgoing.type().isEmpty()) {
      request.header("Content-Type", outgoing.type());
    }
    proof.forEach(request::header);
    return request.build();
  }

  @Override
  public Incoming example(int status, Object raw) {
    return new Incoming(
        status,
        raw instanceof String text ? text : new String(Json.bytes(raw), StandardCharsets.UTF_8));
  }

  @Override
  public Optional<Object> readable(Incoming incoming) {
    return incoming.text().isBlank() && incoming.status() / 100 == 2
        ? Optional.of(Map.of())
        : Json.value(incoming.text());
  }

  @Override
  public void verdict(Incoming incoming, Optional<Object> value) {
    int status = incoming.status();
    if (status / 100 == 2) {
      return;
    }
    throw switch (status) {
      case 401, 403 -> Faults.offline("login-refused");
      case 408, 425, 429, 503 -> HubException.capacity("business.busy", Map.of("at", "peer"));
      case 400, 404, 409, 410, 413, 415, 422 -> Faults.refused(Map.of("reason", reason(value)));
      default -> status >= 500 ? Faults.fault() : Faults.invalidReply("status");
    };
  }

  /** The system's own code, if it looks like one: codes are shown, sentences are not. */
  private static String reason(Optional<Object> value) {
    return value
        .filter(Map.class::isInstance)
        .map(body -> String.valueOf(((Map<?, ?>) body).get("code")))
        .filter(code -> code.matches("[a-z][a-z0-9.-]{0,39}") && !code.equals("null"))
        .orElse("request-invalid");
  }
}
