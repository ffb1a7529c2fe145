// SPDX-License-Identifier: Apache-2.0
package org.shuniu.business.kit;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Optional;

/** JSON of strangers: shallow, without doubles of a name, nothing behind the end. */
public final class Json {
  private static final int MAX_DEPTH = 64;
  private static final int MAX_NUMBER = 32;

  private static final ObjectMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MAX_DEPTH)
                          .maxNumberLength(MAX_NUMBER)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  // What could not be parsed may be personal and belongs into no message.
                  .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private Json() {}

  /** Empty if it is no JSON object, or not one as we take it. */
  public static Optional<ObjectNode> object(byte[] bytes) {
    try {
      return MAPPER.readTree(bytes) instanceof ObjectNode object
          ? Optional.of(object)
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Any value as maps, lists, texts, numbers and booleans; empty if it is no JSON, or null. */
  public static Optional<Object> value(String text) {
    try {
      return Optional.ofNullable(MAPPER.readValue(text, Object.class));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** A text within its bounds; empty if it is not there, or something else. */
  public static Optional<String> text(JsonNode object, String field, int max) {
    JsonNode value = object.path(field);
    return value.isTextual() && !value.textValue().isBlank() && value.textValue().length() <= max
        ? Optional.of(value.textValue())
        : Optional.empty();
  }

  /** As JSON in UTF-8. */
  public static byte[] bytes(Object value) {
    try {
      return MAPPER.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw Faults.invalidContent("content");
    }
  }
}
