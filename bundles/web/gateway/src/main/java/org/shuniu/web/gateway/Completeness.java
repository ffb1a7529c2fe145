// SPDX-License-Identifier: Apache-2.0
package org.shuniu.web.gateway;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Sees to it that a record from outside keeps what its type promises: no component is null unless
 * it is marked so, and no element of a collection at all.
 */
final class Completeness {
  private Completeness() {}

  static void check(Object value) {
    check(value, "");
  }

  private static void check(@Nullable Object value, String path) {
    if (value == null) {
      throw JsonBodies.invalid("missing", path, 0);
    }
    if (value instanceof Record) {
      checkComponents(value, path);
    } else if (value instanceof Optional<?> optional) {
      optional.ifPresent(inner -> check(inner, path));
    } else if (value instanceof Collection<?> elements) {
      int index = 0;
      for (Object element : elements) {
        check(element, path + "[" + index++ + "]");
      }
    } else if (value instanceof Map<?, ?> map) {
      map.values().forEach(element -> check(element, path + ".*"));
    }
  }

  private static void checkComponents(Object value, String path) {
    for (RecordComponent component : value.getClass().getRecordComponents()) {
      Object inner = read(component, value);
      if (inner != null || !(nullable(component) || nullable(component.getAnnotatedType()))) {
        check(inner, path.isEmpty() ? component.getName() : path + "." + component.getName());
      }
    }
  }

  private static boolean nullable(AnnotatedElement element) {
    return Arrays.stream(element.getAnnotations())
        .anyMatch(annotation -> annotation.annotationType().getSimpleName().equals("Nullable"));
  }

  private static @Nullable Object read(RecordComponent component, Object value) {
    try {
      Method accessor = component.getAccessor();
      accessor.setAccessible(true);
      return accessor.invoke(value);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException(e);
    }
  }
}
