// SPDX-License-Identifier: Apache-2.0
package org.shuniu.web.gateway;

import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.function.Function;
import javax.ws.rs.PathParam;
import javax.ws.rs.QueryParam;
import javax.ws.rs.ext.ParamConverter;
import javax.ws.rs.ext.ParamConverterProvider;
import org.jspecify.annotations.Nullable;
import org.shuniu.api.base.HubException;
import org.shuniu.api.base.Region;

/**
 * Parameters in the path and the query: what has not the right form is refused with its name
 * ({@code rest.parameter.invalid}), and not, as JAX-RS would have it, "not found".
 */
final class Parameters implements ParamConverterProvider {
  private static final Map<Class<?>, Function<String, ?>> PARSERS =
      Map.ofEntries(
          Map.entry(int.class, Integer::valueOf),
          Map.entry(Integer.class, Integer::valueOf),
          Map.entry(long.class, Long::valueOf),
          Map.entry(Long.class, Long::valueOf),
          Map.entry(boolean.class, Parameters::truth),
          Map.entry(Boolean.class, Parameters::truth),
          Map.entry(Instant.class, Instant::parse),
          Map.entry(LocalDate.class, LocalDate::parse),
          Map.entry(Region.class, Region::new));

  @Override
  @SuppressWarnings({"unchecked", "rawtypes"})
  public <T> @Nullable ParamConverter<T> getConverter(
      Class<T> type, Type generic, Annotation @Nullable [] annotations) {
    String name = name(annotations);
    if (type.isEnum()) {
      return converter(name, text -> (T) Enum.valueOf((Class<Enum>) type, text));
    }
    Function<String, ?> parser = PARSERS.get(type);
    return parser == null ? null : converter(name, (Function<String, T>) parser);
  }

  private static <T> ParamConverter<T> converter(String name, Function<String, T> parser) {
    return new ParamConverter<>() {
      @Override
      public T fromString(String text) {
        try {
          return parser.apply(text);
        } catch (RuntimeException e) {
          throw HubException.invalid("rest.parameter.invalid", Map.of("name", name));
        }
      }

      @Override
      public String toString(T value) {
        return String.valueOf(value);
      }
    };
  }

  private static boolean truth(String text) {
    if (text.equals("true") || text.equals("false")) {
      return text.equals("true");
    }
    throw new IllegalArgumentException();
  }

  private static String name(Annotation @Nullable [] annotations) {
    for (Annotation annotation : annotations == null ? new Annotation[0] : annotations) {
      if (annotation instanceof QueryParam query) {
        return query.value();
      }
      if (annotation instanceof PathParam path) {
        return path.value();
      }
    }
    return "";
  }
}
