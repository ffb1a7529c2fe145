// SPDX-License-Identifier: Apache-2.0
package org.shuniu.archetype.business;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.shuniu.api.base.HubException;
import org.shuniu.api.business.spi.BusinessOperation;
import org.shuniu.api.business.spi.BusinessOperation.Kind;
import org.shuniu.api.business.spi.BusinessRequest;

/**
 * What the system can be asked and ordered, and which fields go there and back. An operation that
 * the hub knows has the fields that its documentation of business operations names; one of the
 * system's own has what you agree on.
 */
enum Operation {
  ACCOUNT_QUERY(
      "account.query",
      Kind.QUERY,
      List.of("identity"),
      List.of("password"),
      List.of("name", "insurance", "balance", "month", "status")),

  CARD_REPORT_LOSS(
      "card.report-loss",
      Kind.IDEMPOTENT_ORDER,
      List.of("identity"),
      List.of(),
      List.of("receipt", "reportedAt"));

  private static final int TEXT_MAX = 1_000;

  private final String title;
  private final Kind kind;
  private final List<String> required;
  private final List<String> optional;
  private final List<String> answered;

  Operation(
      String title,
      Kind kind,
      List<String> required,
      List<String> optional,
      List<String> answered) {
    this.title = title;
    this.kind = kind;
    this.required = required;
    this.optional = optional;
    this.answered = answered;
  }

  static Set<BusinessOperation> all() {
    return Arrays.stream(values())
        .map(operation -> new BusinessOperation(operation.title, operation.kind))
        .collect(Collectors.toUnmodifiableSet());
  }

  static Operation of(String title) {
    return Arrays.stream(values())
        .filter(operation -> operation.title.equals(title))
        .findFirst()
        .orElseThrow(
            () -> HubException.invalid("business.operation.unknown", Map.of("operation", title)));
  }

  /** Below the system's base address. */
  String path() {
    return "/" + title;
  }

  /** The body that asks. Fails with {@code business.content.invalid}, naming the field. */
  byte[] body(BusinessRequest request) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("matter", request.matter());
    for (String field : required) {
      body.put(field, text(request, field).orElseThrow(() -> Faults.invalidContent(field)));
    }
    for (String field : optional) {
      text(request, field).ifPresent(text -> body.put(field, text));
    }
    return Json.bytes(body);
  }

  /** Content of the reply. Fails with {@code business.reply.invalid}, naming the field. */
  Map<String, Object> content(ObjectNode answer) {
    Map<String, Object> content = new LinkedHashMap<>();
    for (String field : answered) {
      content.put(
          field, Json.text(answer, field, TEXT_MAX).orElseThrow(() -> Faults.invalidReply(field)));
    }
    return content;
  }

  private static Optional<String> text(BusinessRequest request, String field) {
    return request.content().get(field) instanceof String text
            && !text.isBlank()
            && text.length() <= TEXT_MAX
        ? Optional.of(text)
        : Optional.empty();
  }
}
