// SPDX-License-Identifier: Apache-2.0
package org.shuniu.business.oa;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.shuniu.business.kit.Callback;
import org.shuniu.business.kit.Json;

/**
 * What an office automation system tells by itself, as {@code docs/business-operations.md} says.
 */
final class Notices {
  private static final int ANSWER_MAX = 20_000;

  private Notices() {}

  static Optional<Callback.Notice> read(byte[] bytes) {
    return Json.object(bytes).flatMap(Notices::notice);
  }

  private static Optional<Callback.Notice> notice(ObjectNode body) {
    Map<String, Object> content = new LinkedHashMap<>();
    String operation = Json.text(body, "operation", 40).orElse("");
    boolean whole =
        switch (operation) {
          case "ticket.accepted" ->
              put(body, content, "foreignId", 100) && put(body, content, "by", 100);
          case "ticket.answered" ->
              put(body, content, "foreignId", 100)
                  && put(body, content, "by", 100)
                  && put(body, content, "outcome", 20)
                  && Set.of("resolved", "sent-back").contains(content.get("outcome"))
                  && put(body, content, "answer", ANSWER_MAX);
          default -> false;
        };
    return Optional.of(
            new Callback.Notice(
                Json.text(body, "notice", 100).orElse(""),
                Json.text(body, "matter", 64).orElse(""),
                operation,
                content))
        .filter(notice -> whole && notice.whole());
  }

  private static boolean put(ObjectNode body, Map<String, Object> content, String field, int max) {
    Optional<String> value = Json.text(body, field, max);
    value.ifPresent(text -> content.put(field, text));
    return value.isPresent();
  }
}
