// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.bus;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.shuniu.api.base.Actor;
import org.shuniu.api.base.HubException;
import org.shuniu.api.base.Ids;

/**
 * Envelopes that routes make as text: {@code {"type":…,"key":…,"data":{…}}} and what they leave
 * out.
 */
final class RawEnvelope {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MAX_KEY = 200;
  private static final int MAX_TYPE = 100;

  private RawEnvelope() {}

  /** A new message; id, time and source are the hub's to give. */
  static Parcel parcel(String json, String source, boolean durable, int maxBytes) {
    ObjectNode envelope = object(json);
    String type = text(envelope, "type", MAX_TYPE);
    String key = text(envelope, "key", MAX_KEY);
    if (!envelope.path("data").isObject()) {
      throw invalid("data");
    }
    int version = envelope.path("version").asInt(1);
    String id = Ids.next();
    envelope.put("id", id);
    envelope.put("version", version);
    envelope.put("time", Instant.now().toString());
    envelope.put("source", source);
    if (!envelope.path("correlation").isTextual()) {
      envelope.put("correlation", key);
    }
    if (!envelope.path("actor").isTextual()) {
      envelope.put("actor", Actor.HUB.toString());
    }
    byte[] body = envelope.toString().getBytes(StandardCharsets.UTF_8);
    if (body.length > maxBytes) {
      throw HubException.caller(
          HubException.Reason.TOO_LARGE,
          "bus.message.too-large",
          Map.of("type", type, "bytes", body.length, "limit", maxBytes));
    }
    return new Parcel(id, Parcel.tag(type, version), key, durable, body);
  }

  private static ObjectNode object(String json) {
    try {
      JsonNode node = JSON.readTree(json);
      if (node instanceof ObjectNode object) {
        return object;
      }
      throw invalid("envelope");
    } catch (JsonProcessingException e) {
      throw invalid("envelope");
    }
  }

  private static String text(ObjectNode envelope, String field, int max) {
    String text = envelope.path(field).asText("");
    if (text.isEmpty() || text.length() > max) {
      throw invalid(field);
    }
    return text;
  }

  private static HubException invalid(String field) {
    return HubException.invalid("bus.envelope.invalid", Map.of("field", field));
  }
}
