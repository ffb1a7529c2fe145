// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.citizen;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.shuniu.api.base.HubException;

/**
 * A citizen as an agent writes one down.
 *
 * @param name 1 to 60 characters
 * @param phones at most 10
 * @param categories at most 10, of up to 30 characters
 * @param note up to 500 characters
 */
public record CitizenInput(
    String name,
    CitizenKind kind,
    @Nullable List<String> phones,
    @Nullable List<String> categories,
    Optional<String> note) {
  private static final int MOST = 10;

  public CitizenInput {
    phones = phones == null ? List.of() : List.copyOf(phones);
    categories = categories == null ? List.of() : List.copyOf(categories);
    text(name, 60, "name");
    note.ifPresent(n -> refuseIf(n.length() > 500, "note"));
    refuseIf(phones.size() > MOST, "phones");
    refuseIf(categories.size() > MOST, "categories");
    categories.forEach(
        category -> {
          text(category, 30, "categories");
          refuseIf(category.contains(","), "categories");
        });
  }

  /** The phones in the form in which they are compared; {@code citizen.input.invalid}. */
  List<String> numbers() {
    List<String> numbers = new ArrayList<>();
    for (String phone : Stream.ofNullable(phones).flatMap(List::stream).toList()) {
      String number =
          PhoneNumber.normal(phone)
              .orElseThrow(
                  () -> HubException.invalid("citizen.input.invalid", Map.of("field", "phones")));
      if (!numbers.contains(number)) {
        numbers.add(number);
      }
    }
    return numbers;
  }

  @Override
  public List<String> categories() {
    return categories == null ? List.of() : categories;
  }

  private static void text(String text, int longest, String field) {
    refuseIf(
        text.isBlank() || text.length() > longest || text.chars().anyMatch(Character::isISOControl),
        field);
  }

  private static void refuseIf(boolean bad, String field) {
    if (bad) {
      throw HubException.invalid("citizen.input.invalid", Map.of("field", field));
    }
  }
}
