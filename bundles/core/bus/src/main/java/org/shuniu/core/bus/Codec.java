// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.bus;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.TypeFactory;
import com.fasterxml.jackson.databind.util.LRUMap;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.shuniu.api.base.Actor;
import org.shuniu.api.base.Envelope;
import org.shuniu.api.base.HubException;
import org.shuniu.api.base.Message;
import org.shuniu.api.base.MessageType;

/**
 * Envelopes as JSON: instants and durations as ISO-8601 text, unknown fields ignored. Each bundle
 * and each consumer has a codec of its own, so that nothing here remembers the classes of a bundle
 * that is gone.
 */
final class Codec {
  private static final JsonFactory JSON = new JsonFactory();
  private static final int MAX_KEY = 200;

  private final ObjectMapper mapper =
      JsonMapper.builder()
          .typeFactory(TypeFactory.defaultInstance().withCache(new LRUMap<>(16, 256)))
          .addModules(new JavaTimeModule(), new Jdk8Module())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
          .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(DeserializationFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
          .build();

  private final int maxBytes;

  Codec(int maxBytes) {
    this.maxBytes = maxBytes;
  }

  /** The wire name of a message; a record without one is a bug. */
  static MessageType typeOf(Class<?> message) {
    MessageType type = message.getAnnotation(MessageType.class);
    if (type == null) {
      throw HubException.internal(
          "bus.message.untyped", new IllegalArgumentException(message.getName()));
    }
    return type;
  }

  /** What a consumer of this record selects by. */
  static String tagOf(Class<?> message) {
    MessageType type = typeOf(message);
    return Parcel.tag(type.value(), type.version());
  }

  /** Throws {@code bus.message.too-large}, {@code bus.message.key-invalid} or a bug. */
  Parcel encode(Envelope<?> envelope, boolean durable) {
    String key = envelope.key();
    if (key.isEmpty() || key.length() > MAX_KEY) {
      throw HubException.invalid("bus.message.key-invalid", Map.of("type", envelope.type()));
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream(512);
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.setCodec(mapper);
      json.writeStartObject();
      json.writeStringField("id", envelope.id());
      json.writeStringField("type", envelope.type());
      json.writeNumberField("version", envelope.version());
      json.writeStringField("time", envelope.time().toString());
      json.writeStringField("source", envelope.source());
      json.writeStringField("key", key);
      json.writeStringField("correlation", envelope.correlation());
      if (envelope.cause().isPresent()) {
        json.writeStringField("cause", envelope.cause().get());
      }
      json.writeStringField("actor", envelope.actor().toString());
      json.writeFieldName("data");
      mapper.writeValue(json, envelope.data());
      json.writeEndObject();
    } catch (IOException e) {
      throw HubException.internal("bus.message.unencodable", e);
    }
    if (out.size() > maxBytes) {
      throw HubException.caller(
          HubException.Reason.TOO_LARGE,
          "bus.message.too-large",
          Map.of("type", envelope.type(), "bytes", out.size(), "limit", maxBytes));
    }
    return new Parcel(
        envelope.id(),
        Parcel.tag(envelope.type(), envelope.version()),
        key,
        durable,
        out.toByteArray());
  }

  /** Throws {@code bus.message.undecodable}. */
  <M extends Message> Envelope<M> decode(byte[] body, Class<M> type) {
    Fields<M> fields = new Fields<>();
    try (JsonParser json = JSON.createParser(body)) {
      json.setCodec(mapper);
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException("no object");
      }
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        json.nextToken();
        if (name.equals("data")) {
          fields.data = Optional.of(mapper.readValue(json, type));
        } else if (!fields.set(name, json)) {
          json.skipChildren();
        }
      }
      return fields.envelope();
    } catch (IOException | RuntimeException e) {
      throw HubException.external(
          "bus.message.undecodable", Map.of("reason", String.valueOf(e.getMessage())));
    }
  }

  private static final class Fields<M extends Message> {
    private String id = "";
    private String type = "";
    private int version;
    private Instant time = Instant.EPOCH;
    private String source = "";
    private String key = "";
    private String correlation = "";
    private Optional<String> cause = Optional.empty();
    private Actor actor = Actor.HUB;
    private Optional<M> data = Optional.empty();

    boolean set(String name, JsonParser json) throws IOException {
      switch (name) {
        case "id" -> id = json.getText();
        case "type" -> type = json.getText();
        case "version" -> version = json.getIntValue();
        case "time" -> time = Instant.parse(json.getText());
        case "source" -> source = json.getText();
        case "key" -> key = json.getText();
        case "correlation" -> correlation = json.getText();
        case "cause" -> cause = Optional.of(json.getText());
        case "actor" -> actor = Actor.parse(json.getText());
        default -> {
          return false;
        }
      }
      return true;
    }

    Envelope<M> envelope() throws IOException {
      M message = data.orElseThrow(() -> new IOException("no data"));
      return new Envelope<>(
          id, type, version, time, source, key, correlation, cause, actor, message);
    }
  }
}
