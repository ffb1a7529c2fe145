// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.settings;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * One key of a configuration, as its Metatype document describes it.
 *
 * @param list several values
 * @param secret holds a reference to a secret, never the secret
 * @param defaults what holds when the file says nothing
 */
record Attribute(
    String id,
    String name,
    String help,
    Type type,
    boolean list,
    boolean secret,
    List<String> defaults,
    List<SettingsOption> options,
    Optional<BigDecimal> min,
    Optional<BigDecimal> max) {
  static final int LONGEST_VALUE = 2_000;
  static final int MOST_VALUES = 500;

  /** What a value is, as far as a form has to know. */
  enum Type {
    TEXT,
    INTEGER,
    DECIMAL,
    BOOLEAN
  }

  /** What a list means that somebody wrote with commas on one line. */
  List<String> read(List<String> stored) {
    if (!list || stored.size() != 1) {
      return stored;
    }
    return Arrays.stream(stored.get(0).split(","))
        .map(String::strip)
        .filter(value -> !value.isEmpty())
        .toList();
  }

  /** Why these values cannot be; empty when they can. */
  Optional<SettingsProblem> problem(List<String> values) {
    if (values.stream().anyMatch(Objects::isNull) || (!list && values.size() != 1)) {
      return refused("count", Map.of());
    }
    if (values.size() > MOST_VALUES) {
      return refused("too-many", Map.of("most", MOST_VALUES));
    }
    return values.stream().flatMap(value -> problem(value).stream()).findFirst();
  }

  private Optional<SettingsProblem> problem(String value) {
    if (value.length() > LONGEST_VALUE) {
      return refused("too-long", Map.of("longest", LONGEST_VALUE));
    }
    if (Values.placeholder(value)) {
      // What it stands for is known where the container fills it in.
      return Optional.empty();
    }
    if (secret && !value.isEmpty() && !Values.reference(value)) {
      return refused("reference", Map.of());
    }
    if (!options.isEmpty() && options.stream().noneMatch(option -> option.value().equals(value))) {
      return refused("option", Map.of());
    }
    return switch (type) {
      case TEXT -> list && value.isBlank() ? refused("empty", Map.of()) : Optional.empty();
      case BOOLEAN ->
          List.of("true", "false").contains(value)
              ? Optional.empty()
              : refused("boolean", Map.of());
      case INTEGER, DECIMAL -> number(value);
    };
  }

  private Optional<SettingsProblem> number(String value) {
    BigDecimal number;
    try {
      // Bounded before it is parsed: "1e999999999" is short and its number is not.
      if (value.length() > 20 || value.indexOf('e') >= 0 || value.indexOf('E') >= 0) {
        return refused("number", Map.of());
      }
      number = new BigDecimal(value);
    } catch (NumberFormatException e) {
      return refused("number", Map.of());
    }
    if (type == Type.INTEGER && number.scale() > 0) {
      return refused("integer", Map.of());
    }
    if (min.isPresent() && number.compareTo(min.get()) < 0) {
      return refused("min", Map.of("min", min.get().toPlainString()));
    }
    if (max.isPresent() && number.compareTo(max.get()) > 0) {
      return refused("max", Map.of("max", max.get().toPlainString()));
    }
    return Optional.empty();
  }

  private Optional<SettingsProblem> refused(String code, Map<String, Object> args) {
    return Optional.of(new SettingsProblem(id, code, args));
  }
}
