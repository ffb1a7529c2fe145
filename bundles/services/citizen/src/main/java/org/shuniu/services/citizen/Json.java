// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.citizen;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.TreeMap;
import org.shuniu.api.base.HubException;

/** JSON objects in columns. */
final class Json {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final TypeReference<TreeMap<String, Object>> OBJECT = new TypeReference<>() {};

  private Json() {}

  /** With sorted names: the same values give the same text. */
  static String write(Map<String, ?> values) {
    try {
      return MAPPER.writeValueAsString(new TreeMap<>(values));
    } catch (JsonProcessingException e) {
      // The library's message may hold a value.
      throw HubException.internal("citizen.json.unwritable", new IllegalArgumentException());
    }
  }

  static Map<String, Object> read(String text) {
    try {
      return MAPPER.readValue(text, OBJECT);
    } catch (JsonProcessingException e) {
      throw HubException.internal("citizen.json.unreadable", new IllegalArgumentException());
    }
  }
}
