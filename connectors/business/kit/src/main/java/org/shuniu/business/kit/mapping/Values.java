// SPDX-License-Identifier: Apache-2.0
package org.shuniu.business.kit.mapping;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Values as JSON has them, copied out of what a library made. */
final class Values {
  /** There is no value. */
  static final Object NOTHING = Optional.empty();

  private static final int MAX_PARTS = 200_000;
  private static final int MAX_DEPTH = 64;

  private int parts;

  private Values() {}

  /** A copy; {@link #NOTHING} for null. Fails where it is no JSON, or too much. */
  static Object plain(@Nullable Object value) {
    return new Values().copy(value, 0);
  }

  private Object copy(@Nullable Object value, int depth) {
    if (++parts > MAX_PARTS || depth > MAX_DEPTH) {
      throw Meter.tooLarge();
    }
    if (value == null) {
      return NOTHING;
    }
    if (value instanceof String || value instanceof Boolean || value instanceof Number) {
      return value;
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> object = new LinkedHashMap<>();
      map.forEach(
          (key, one) -> {
            Object copy = copy(one, depth + 1);
            if (copy != NOTHING) {
              object.put(String.valueOf(key), copy);
            }
          });
      return object;
    }
    if (value instanceof Iterable<?> list) {
      List<Object> values = new ArrayList<>();
      for (Object one : list) {
        Object copy = copy(one, depth + 1);
        if (copy != NOTHING) {
          values.add(copy);
        }
      }
      return values;
    }
    throw new IllegalArgumentException("the result is a function");
  }

  /** As a JSON object, if it is one. */
  static Optional<Map<String, Object>> object(Object value) {
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> object = new LinkedHashMap<>();
      map.forEach((key, one) -> object.put(String.valueOf(key), one));
      return Optional.of(object);
    }
    return Optional.empty();
  }
}
