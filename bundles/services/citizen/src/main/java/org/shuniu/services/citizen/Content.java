// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.citizen;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.shuniu.api.hub.Vault;

/** The content of business operations. */
final class Content {
  private static final int MOST_FIELDS = 20;
  private static final int LONGEST = 600;

  /** These the hub gives, or nobody: a console cannot ask about whom it likes. */
  private static final Set<String> RESERVED = Set.of("identity", "password");

  private Content() {}

  /** Plain values, few and short: {@code citizen.input.invalid} otherwise. */
  static Map<String, Object> checked(@Nullable Map<String, Object> content) {
    if (content == null) {
      return Map.of();
    }
    Rules.refuseIf(content.size() > MOST_FIELDS, "content");
    content.forEach(
        (name, value) ->
            Rules.refuseIf(
                RESERVED.contains(name)
                    || !(value instanceof String
                        || value instanceof Number
                        || value instanceof Boolean),
                "content"));
    Rules.refuseIf(Json.write(content).length() > LONGEST, "content");
    return Map.copyOf(content);
  }

  /**
   * With what the hub knows of the citizen itself.
   *
   * @param given sealed
   */
  static Map<String, Object> about(Map<String, String> given, Map<String, Object> content) {
    Rules.refuseIf(given.keySet().stream().anyMatch(content::containsKey), "content");
    Map<String, Object> whole = new HashMap<>(content);
    whole.putAll(given);
    return whole;
  }

  /** The content with all that is sealed in it opened. */
  static Map<String, Object> opened(Map<String, ?> content, Vault vault) {
    return content.entrySet().stream()
        .filter(entry -> entry.getValue() != null)
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> open(entry.getValue(), vault)));
  }

  private static Object open(Object value, Vault vault) {
    if (value instanceof String text) {
      return Vault.isSealed(text) ? vault.open(text) : text;
    }
    if (value instanceof List<?> list) {
      return list.stream()
          .filter(element -> element != null)
          .map(element -> open(element, vault))
          .toList();
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> named = new HashMap<>();
      map.forEach((name, inner) -> named.put(String.valueOf(name), inner));
      return opened(named, vault);
    }
    return value;
  }
}
