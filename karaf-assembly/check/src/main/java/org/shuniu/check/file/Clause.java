// SPDX-License-Identifier: Apache-2.0
package org.shuniu.check.file;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One clause of a manifest header: {@code a;b;version="[1,2)";resolution:=optional}.
 *
 * @param paths what it is about: packages, names, files
 * @param parameters attributes by name, directives by name with a colon
 */
public record Clause(List<String> paths, Map<String, String> parameters) {
  /** The clauses of a header; none where it is absent. */
  public static List<Clause> parse(@Nullable String header) {
    if (header == null || header.isBlank()) {
      return List.of();
    }
    return split(header, ',').stream().map(Clause::clause).toList();
  }

  /** The paths of all clauses of a header. */
  public static List<String> paths(@Nullable String header) {
    return parse(header).stream().flatMap(clause -> clause.paths().stream()).toList();
  }

  /** An attribute, or a directive as {@code resolution:}. */
  Optional<String> parameter(String name) {
    return Optional.ofNullable(parameters.get(name));
  }

  private static Clause clause(String text) {
    List<String> paths = new ArrayList<>();
    Map<String, String> parameters = new LinkedHashMap<>();
    for (String part : split(text, ';')) {
      int equals = part.indexOf('=');
      if (equals < 0) {
        paths.add(part);
      } else {
        parameters.put(part.substring(0, equals).strip(), unquote(part.substring(equals + 1)));
      }
    }
    return new Clause(List.copyOf(paths), Map.copyOf(parameters));
  }

  private static String unquote(String value) {
    String bare = value.strip();
    boolean quoted = bare.length() > 1 && bare.startsWith("\"") && bare.endsWith("\"");
    return quoted ? bare.substring(1, bare.length() - 1) : bare;
  }

  /** Separators within quotes separate nothing. */
  private static List<String> split(String text, char separator) {
    List<String> parts = new ArrayList<>();
    boolean quoted = false;
    int begin = 0;
    for (int i = 0; i <= text.length(); i++) {
      if (i == text.length() || (text.charAt(i) == separator && !quoted)) {
        String part = text.substring(begin, i).strip();
        if (!part.isEmpty()) {
          parts.add(part);
        }
        begin = i + 1;
      } else if (text.charAt(i) == '"') {
        quoted = !quoted;
      }
    }
    return parts;
  }
}
