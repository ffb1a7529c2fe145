// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.plugins;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.shuniu.api.base.HubException;
import org.shuniu.api.business.BusinessSchemas;

/**
 * Checks the content of operations against their schemas, in both directions: a link may be written
 * by anybody, and what it tells is read by flows and screens. An operation that nobody has written
 * a schema for is not looked at. Failures name the field and what is wrong with it, never a value.
 *
 * <p>Safe for use by many threads.
 */
final class Schemas {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What the hub knows by itself. */
  static final Schemas SHIPPED = shipped();

  private final Map<String, Known> operations;

  /**
   * One operation.
   *
   * @param document the whole schema, for forms
   * @param sealed pointers of the fields that travel sealed, by direction
   */
  private record Known(
      int version, JsonNode document, Map<Side, Schema> checks, Map<Side, Set<String>> sealed) {}

  /** Which of an operation's two contents. */
  enum Side {
    IN("business.content.invalid"),
    OUT("business.reply.invalid");

    private final String code;

    Side(String code) {
      this.code = code;
    }

    private String path() {
      return "/$defs/" + name().toLowerCase(Locale.ROOT);
    }
  }

  private Schemas(Map<String, Known> operations) {
    this.operations = operations;
  }

  private static Schemas shipped() {
    Map<String, String> texts = new LinkedHashMap<>();
    BusinessSchemas.operations()
        .keySet()
        .forEach(name -> texts.put(name, BusinessSchemas.text(name).orElseThrow()));
    return of(texts);
  }

  /**
   * @param texts schemas by operation
   */
  static Schemas of(Map<String, String> texts) {
    SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    Map<String, Known> operations = new LinkedHashMap<>();
    texts.forEach((name, text) -> operations.put(name, known(name, text, registry)));
    return new Schemas(Collections.unmodifiableMap(operations));
  }

  private static Known known(String name, String text, SchemaRegistry registry) {
    try {
      JsonNode document = JSON.readTree(text);
      Map<Side, Schema> checks = new LinkedHashMap<>();
      Map<Side, Set<String>> sealed = new LinkedHashMap<>();
      for (Side side : Side.values()) {
        JsonNode part = document.at(side.path());
        if (!part.isMissingNode()) {
          checks.put(side, registry.getSchema(rules(part)));
          Set<String> found = new LinkedHashSet<>();
          sealedIn(part, "", found);
          sealed.put(side, found);
        }
      }
      int version = BusinessSchemas.operations().getOrDefault(name, 1);
      return new Known(version, document, checks, sealed);
    } catch (JsonProcessingException e) {
      throw HubException.internal("business.schema.unreadable", e);
    }
  }

  /** What is there to check; the words for forms would only be warned about. */
  private static JsonNode rules(JsonNode schema) {
    JsonNode rules = schema.deepCopy();
    strip(rules);
    return rules;
  }

  private static void strip(JsonNode schema) {
    if (schema instanceof ObjectNode object) {
      object.remove(
          object.propertyStream().map(Map.Entry::getKey).filter(k -> k.startsWith("x-")).toList());
      object.forEach(Schemas::strip);
    }
  }

  private static void sealedIn(JsonNode schema, String path, Set<String> found) {
    if (schema.path("x-sealed").asBoolean()) {
      found.add(path);
    }
    schema
        .path("properties")
        .properties()
        .forEach(field -> sealedIn(field.getValue(), path + "/" + field.getKey(), found));
    if (schema.has("items")) {
      sealedIn(schema.path("items"), path + "/*", found);
    }
  }

  /** The operations that are written down, in their order. */
  Set<String> names() {
    return operations.keySet();
  }

  /** The whole schema of an operation. */
  Optional<JsonNode> document(String operation) {
    return Optional.ofNullable(operations.get(operation)).map(Known::document);
  }

  /** Version of an operation's schema; empty where there is none. */
  Optional<Integer> version(String operation) {
    return Optional.ofNullable(operations.get(operation)).map(Known::version);
  }

  /**
   * Fails where content is not as its schema says: {@code business.content.invalid} of kind CALLER
   * on the way in, {@code business.reply.invalid} of kind EXTERNAL on the way out; with {@code
   * field} ({@code items.0.month}) and {@code rule} ({@code pattern}).
   */
  void check(String operation, Side side, Map<String, Object> content) {
    Known known = operations.get(operation);
    Schema check = known == null ? null : known.checks().get(side);
    if (check == null) {
      return;
    }
    List<Error> errors = check.validate(JSON.<JsonNode>valueToTree(content));
    if (!errors.isEmpty()) {
      Map<String, Object> arguments = arguments(operation, errors.get(0));
      throw side == Side.IN
          ? HubException.invalid(side.code, arguments)
          : HubException.external(side.code, arguments);
    }
  }

  private static Map<String, Object> arguments(String operation, Error error) {
    StringBuilder field = new StringBuilder();
    for (int i = 0; i < error.getInstanceLocation().getNameCount(); i++) {
      append(field, String.valueOf(error.getInstanceLocation().getName(i)));
    }
    if (error.getProperty() != null) {
      append(field, error.getProperty());
    }
    return Map.of(
        "operation",
        operation,
        "field",
        field.toString(),
        "rule",
        String.valueOf(error.getKeyword()));
  }

  private static void append(StringBuilder path, String step) {
    path.append(path.isEmpty() ? "" : ".").append(step);
  }

  /** The same content with the fields that the schema calls sealed given to {@code seal}. */
  Map<String, Object> seal(
      String operation, Side side, Map<String, Object> content, UnaryOperator<String> seal) {
    Known known = operations.get(operation);
    Set<String> paths = known == null ? Set.of() : known.sealed().getOrDefault(side, Set.of());
    return paths.isEmpty() ? content : sealMap(content, "", paths, seal);
  }

  private static Map<String, Object> sealMap(
      Map<?, ?> content, String path, Set<String> paths, UnaryOperator<String> seal) {
    Map<String, Object> sealed = new LinkedHashMap<>();
    content.forEach(
        (name, value) ->
            sealed.put(String.valueOf(name), sealValue(value, path + "/" + name, paths, seal)));
    return sealed;
  }

  private static @Nullable Object sealValue(
      @Nullable Object value, String path, Set<String> paths, UnaryOperator<String> seal) {
    if (value instanceof String text) {
      return paths.contains(path) ? seal.apply(text) : text;
    }
    if (value instanceof Map<?, ?> map) {
      return sealMap(map, path, paths, seal);
    }
    return value instanceof List<?> list
        ? list.stream().map(item -> sealValue(item, path + "/*", paths, seal)).toList()
        : value;
  }
}
