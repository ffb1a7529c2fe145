// SPDX-License-Identifier: Apache-2.0
package org.shuniu.archetype.channel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.shuniu.api.base.HubException;
import org.shuniu.api.channel.spi.OutgoingText;

/** All that knows the gateway's interface: addresses, fields, and what an answer means. */
final class Gateway {
  private static final int ID_MAX = 64;

  private final Settings settings;

  Gateway(Settings settings) {
    this.settings = settings;
  }

  /** What came in since, in its order. */
  record Happening(String id, String kind, ObjectNode content) {
    /** A field of it, empty if it has none. */
    String text(String field) {
      return Json.text(content, field, 20_000).orElse("");
    }
  }

  /** Gives a text. Fails with {@code channel.address.invalid} or {@code channel.text.invalid}. */
  HttpRequest give(OutgoingText text) {
    if (!text.to().matches("\\+?[0-9]{3,20}")) {
      throw Faults.invalidAddress();
    }
    if (text.text().isBlank()) {
      throw Faults.invalidText();
    }
    return post(
        "/texts",
        Stream.of(
            Map.entry("message", text.message()),
            Map.entry("to", text.to()),
            Map.entry("text", text.text()),
            Map.entry("expires", text.expires().toString())));
  }

  /** Reads how it was taken: the gateway's id of each part. */
  List<String> taken(HttpResponse<byte[]> answer) {
    int status = answer.statusCode();
    if (status / 100 == 2) {
      List<String> ids = new ArrayList<>();
      Json.object(answer.body())
          .map(body -> body.path("ids"))
          .ifPresent(list -> list.forEach(id -> ids.add(id.asText())));
      if (ids.isEmpty() || ids.contains("")) {
        throw Faults.uncertain("answer");
      }
      return List.copyOf(ids);
    }
    throw switch (status) {
      case 401, 403 -> Faults.offline("login-refused");
      case 408, 425, 429, 503 -> Faults.throttled();
      case 400, 404, 409, 410, 413, 415, 422 -> Faults.refused(reason(answer));
      default -> Faults.uncertain("fault");
    };
  }

  /** Takes what came in; what was stored of it before is told along, and is not given again. */
  HttpRequest poll(Collection<String> stored) {
    return post("/inbox", stored.stream().map(id -> Map.entry("stored", id)));
  }

  /** Reads what came in. */
  List<Happening> happenings(HttpResponse<byte[]> answer) {
    if (answer.statusCode() != 200) {
      boolean login = answer.statusCode() == 401 || answer.statusCode() == 403;
      throw Faults.offline(login ? "login-refused" : "fault");
    }
    List<Happening> happenings = new ArrayList<>();
    JsonNode events =
        Json.object(answer.body()).orElseThrow(() -> Faults.offline("answer")).path("events");
    for (JsonNode event : events) {
      Optional<String> id = Json.text(event, "id", ID_MAX);
      Optional<String> kind = Json.text(event, "kind", ID_MAX);
      if (id.isPresent() && kind.isPresent() && event instanceof ObjectNode content) {
        happenings.add(new Happening(id.get(), kind.get(), content));
      }
    }
    return happenings;
  }

  private HttpRequest post(String path, Stream<Map.Entry<String, String>> fields) {
    String form =
        fields
            .map(field -> field.getKey() + "=" + encoded(field.getValue()))
            .collect(Collectors.joining("&"));
    return HttpRequest.newBuilder(URI.create(settings.base() + path))
        .POST(HttpRequest.BodyPublishers.ofString(form))
        .timeout(settings.answer())
        .header("Content-Type", "application/x-www-form-urlencoded")
        .header("Authorization", "Bearer " + token())
        .build();
  }

  /** A token that is not there yet is a state of the link. */
  private String token() {
    try {
      return settings.token().get();
    } catch (HubException e) {
      throw Faults.offline("secret-missing");
    }
  }

  /** The gateway's own code, if it looks like one: codes are shown, sentences are not. */
  private static String reason(HttpResponse<byte[]> answer) {
    return Json.object(answer.body())
        .flatMap(error -> Json.text(error, "code", 40))
        .filter(code -> code.matches("[A-Za-z0-9][A-Za-z0-9.-]*"))
        .orElse("request-invalid");
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
