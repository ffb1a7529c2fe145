// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.citizen;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.shuniu.api.base.HubException;

/** What texts from outside have to keep: {@code citizen.input.invalid} with the field. */
final class Rules {
  private static final int MOST = 10;
  private static final int SHORTEST_REASON = 2;
  private static final int LONGEST_REASON = 200;

  private Rules() {}

  /** A name that is shown masked and sent back so would destroy the true one. */
  static void name(String name) {
    text(name, 60, "name");
    refuseIf(name.contains("*"), "name");
  }

  static void phones(List<String> phones) {
    refuseIf(phones.size() > MOST, "phones");
  }

  static void categories(List<String> categories) {
    refuseIf(categories.size() > MOST, "categories");
    for (String category : categories) {
      text(category, 30, "categories");
      refuseIf(category.contains(","), "categories");
    }
  }

  static void note(Optional<String> note) {
    note.ifPresent(text -> refuseIf(text.length() > 500, "note"));
  }

  /** The phones in the form in which they are compared, each once. */
  static List<String> numbers(List<String> phones) {
    List<String> numbers = new ArrayList<>();
    for (String phone : phones) {
      String number = PhoneNumber.normal(phone).orElseThrow(() -> invalid("phones"));
      if (!numbers.contains(number)) {
        numbers.add(number);
      }
    }
    return numbers;
  }

  /**
   * Why somebody looks at a person, as it goes into the audit (X4): long numbers, which may be
   * personal, are struck out.
   */
  static String reason(String reason) {
    String plain = reason.strip();
    text(plain, LONGEST_REASON, "reason");
    refuseIf(plain.length() < SHORTEST_REASON, "reason");
    return plain.replaceAll("[\\d０-９]{10,}[xXｘＸ]?", "***");
  }

  /** A reference that another service made. */
  static String reference(String id, String field) {
    text(id, 64, field);
    return id;
  }

  private static void text(String text, int longest, String field) {
    refuseIf(
        text.isBlank() || text.length() > longest || text.chars().anyMatch(Character::isISOControl),
        field);
  }

  static void refuseIf(boolean bad, String field) {
    if (bad) {
      throw invalid(field);
    }
  }

  static HubException invalid(String field) {
    return HubException.invalid("citizen.input.invalid", Map.of("field", field));
  }
}
