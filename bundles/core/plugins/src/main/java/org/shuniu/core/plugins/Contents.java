// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.plugins;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.shuniu.api.base.HubException;
import org.shuniu.api.hub.Vault;

/** Content of business operations and commands of processes as JSON. */
final class Contents {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

  private Contents() {}

  static String write(Object content) {
    try {
      return JSON.writeValueAsString(content);
    } catch (JsonProcessingException e) {
      e.clearLocation(); // it may quote what is personal
      throw HubException.internal("plugins.content.unwritable", e);
    }
  }

  static Map<String, Object> read(String json) {
    try {
      return JSON.readValue(json, OBJECT);
    } catch (JsonProcessingException e) {
      e.clearLocation();
      throw HubException.internal("plugins.content.unreadable", e);
    }
  }

  static <T> T read(String json, Class<T> type) {
    try {
      return JSON.readValue(json, type);
    } catch (JsonProcessingException e) {
      e.clearLocation();
      throw HubException.internal("plugins.content.unreadable", e);
    }
  }

  /** The same content with all sealed values open, at any depth; for a driver's eyes only. */
  static Map<String, Object> open(Map<String, Object> content, Vault vault) {
    return open(content, vault, value -> {});
  }

  /**
   * As {@link #open(Map, Vault)}.
   *
   * @param opened is given each value that was sealed
   */
  static Map<String, Object> open(
      Map<String, Object> content, Vault vault, Consumer<String> opened) {
    return openMap(
        content,
        closed -> {
          String value = vault.open(closed);
          opened.accept(value);
          return value;
        });
  }

  private static Map<String, Object> openMap(Map<?, ?> content, UnaryOperator<String> vault) {
    Map<String, Object> open = new LinkedHashMap<>();
    content.forEach((name, value) -> open.put(String.valueOf(name), openValue(value, vault)));
    return open;
  }

  private static @Nullable Object openValue(@Nullable Object value, UnaryOperator<String> vault) {
    if (value instanceof String text) {
      return Vault.isSealed(text) ? vault.apply(text) : text;
    }
    if (value instanceof List<?> list) {
      return list.stream().map(item -> openValue(item, vault)).toList();
    }
    return value instanceof Map<?, ?> map ? openMap(map, vault) : value;
  }
}
