// SPDX-License-Identifier: Apache-2.0
package org.shuniu.workflow.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.shuniu.api.base.HubException;

/** Variables of processes on their way in and out: what JSON knows, and nothing else. */
final class Values {
  /** What begins so belongs to the engine and is told to nobody. */
  static final String OWN = "shuniu_";

  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,63}");
  private static final int MOST = 100;
  private static final ObjectMapper JSON = new ObjectMapper();

  private Values() {}

  /** As the engine stores them; {@code workflow.variable.invalid} names one that it cannot. */
  static Map<String, @Nullable Object> in(Map<String, Object> variables) {
    if (variables.size() > MOST) {
      throw invalid("");
    }
    Map<String, @Nullable Object> stored = new HashMap<>(variables.size() + 1);
    variables.forEach((name, value) -> stored.put(name, stored(name, value)));
    return stored;
  }

  private static @Nullable Object stored(String name, @Nullable Object value) {
    if (!NAME.matcher(name).matches() || name.startsWith(OWN)) {
      throw invalid(name);
    }
    boolean plain =
        value == null
            || value instanceof String
            || value instanceof Boolean
            || value instanceof Integer
            || value instanceof Long
            || value instanceof Double
            || value instanceof BigDecimal
            || value instanceof BigInteger;
    if (plain) {
      return value;
    }
    if (value instanceof List || value instanceof Map) {
      try {
        return JSON.<JsonNode>valueToTree(value);
      } catch (IllegalArgumentException e) {
        throw invalid(name);
      }
    }
    throw invalid(name);
  }

  /** As they are told, sorted by name. */
  static Map<String, Object> out(Map<String, @Nullable Object> variables) {
    Map<String, Object> told = new TreeMap<>();
    variables.forEach(
        (name, value) -> {
          if (value != null && !name.startsWith(OWN)) {
            told.put(
                name, value instanceof JsonNode ? JSON.convertValue(value, Object.class) : value);
          }
        });
    return told;
  }

  private static HubException invalid(String name) {
    return HubException.invalid("workflow.variable.invalid", Map.of("name", name));
  }
}
