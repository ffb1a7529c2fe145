// SPDX-License-Identifier: Apache-2.0
package org.shuniu.business.oa;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.shuniu.api.business.spi.BusinessOperation;
import org.shuniu.api.business.spi.BusinessRequest;
import org.shuniu.business.kit.Faults;
import org.shuniu.business.kit.Json;

/**
 * What can be ordered of an office automation system, as {@code docs/business-operations.md} says,
 * and how its interface takes it.
 */
enum Operation {
  HAND_OVER(
      "ticket.hand-over",
      List.of("number", "department", "process", "category", "requestType", "title", "text"),
      List.of("due")) {
    @Override
    String path(BusinessRequest request) {
      return "/tickets";
    }

    @Override
    void complete(BusinessRequest request, Map<String, Object> body) {
      if (!(request.content().get("confidential") instanceof Boolean confidential)) {
        throw Faults.invalidContent("confidential");
      }
      body.put("confidential", confidential);
      Object caller = request.content().get("caller");
      if (caller instanceof Map<?, ?> person) {
        Map<String, Object> told = new LinkedHashMap<>();
        for (String field : List.of("name", "phone")) {
          if (person.get(field) instanceof String text) {
            told.put(field, text);
          }
        }
        body.put("caller", told);
      } else if (caller != null) {
        throw Faults.invalidContent("caller");
      }
    }

    @Override
    Map<String, Object> reply(ObjectNode answer) {
      return Map.of(
          "foreignId",
          Json.text(answer, "foreignId", ID_MAX)
              .orElseThrow(() -> Faults.invalidReply("foreignId")));
    }
  },

  URGE("ticket.urge", List.of("number", "foreignId", "text"), List.of()) {
    @Override
    String path(BusinessRequest request) {
      String foreign = String.valueOf(request.content().get("foreignId"));
      return "/tickets/%s/urges"
          .formatted(URLEncoder.encode(foreign, StandardCharsets.UTF_8).replace("+", "%20"));
    }

    @Override
    Map<String, Object> reply(ObjectNode answer) {
      return Map.of();
    }
  };

  private static final int ID_MAX = 100;
  private static final int TEXT_MAX = 20_000;

  private final String title;
  private final List<String> required;
  private final List<String> optional;

  Operation(String title, List<String> required, List<String> optional) {
    this.title = title;
    this.required = required;
    this.optional = optional;
  }

  static Set<BusinessOperation> all() {
    return Arrays.stream(values())
        .map(o -> new BusinessOperation(o.title, BusinessOperation.Kind.IDEMPOTENT_ORDER))
        .collect(Collectors.toUnmodifiableSet());
  }

  static Optional<Operation> of(String title) {
    return Arrays.stream(values()).filter(operation -> operation.title.equals(title)).findFirst();
  }

  /** Below the system's base address. */
  abstract String path(BusinessRequest request);

  /** Adds what is more than text. */
  void complete(BusinessRequest request, Map<String, Object> body) {}

  /** Content of the hub's reply. Fails with {@code business.reply.invalid}. */
  abstract Map<String, Object> reply(ObjectNode answer);

  /** JSON of the order. Fails with {@code business.content.invalid}, naming the field. */
  byte[] body(BusinessRequest request) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("request", request.id());
    body.put("matter", request.matter());
    required.forEach(field -> body.put(field, text(request, field)));
    optional.stream()
        .filter(request.content()::containsKey)
        .forEach(field -> body.put(field, text(request, field)));
    complete(request, body);
    return Json.bytes(body);
  }

  private static String text(BusinessRequest request, String field) {
    if (request.content().get(field) instanceof String text
        && !text.isBlank()
        && text.length() <= TEXT_MAX) {
      return text;
    }
    throw Faults.invalidContent(field);
  }
}
