// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.plugins;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Writes an operation's schema as a row of the table in docs/business-operations.md. */
final class OperationTable {
  private OperationTable() {}

  static String row(String name, JsonNode document) {
    String kind = document.path("x-kind").asText();
    String in = fields(document.at("/$defs/in"));
    return kind.equals("told")
        ? "| `%s` | %s | %s |".formatted(name, in, document.at("/x-title/en").asText())
        : "| `%s` | %s | %s | %s | %s |"
            .formatted(
                name,
                kind.replace("-", " "),
                in,
                fields(document.at("/$defs/out")),
                list(
                    document.path("x-reasons").properties().stream()
                        .map(reason -> "`" + reason.getKey() + "`")
                        .toList()));
  }

  private static String fields(JsonNode object) {
    Set<String> required = new HashSet<>();
    StreamSupport.stream(object.path("required").spliterator(), false)
        .forEach(field -> required.add(field.asText()));
    return list(
        object.path("properties").properties().stream()
            .map(field -> field(field, required.contains(field.getKey())))
            .toList());
  }

  private static String field(Map.Entry<String, JsonNode> field, boolean required) {
    String name = "`" + field.getKey() + (required ? "" : "?") + "`";
    JsonNode value = field.getValue();
    String sealed = value.path("x-sealed").asBoolean() ? " (sealed)" : "";
    JsonNode inner = value.has("items") ? value.path("items") : value;
    String parts = inner.has("properties") ? " {" + fields(inner) + "}" : "";
    return name + sealed + (value.has("items") ? " list of" : "") + parts;
  }

  private static String list(Collection<String> items) {
    return items.isEmpty() ? "–" : items.stream().collect(Collectors.joining(", "));
  }
}
