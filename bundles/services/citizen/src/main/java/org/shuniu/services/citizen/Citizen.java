// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.citizen;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A citizen as shown to an agent before verification: name and numbers are masked.
 *
 * @param contactCount contacts from all the numbers
 */
public record Citizen(
    String id,
    String name,
    CitizenKind kind,
    List<String> phones,
    List<String> categories,
    Optional<String> note,
    Optional<Instant> lastContactAt,
    long contactCount) {

  static Citizen of(CitizenRow row, List<NumberRow> numbers) {
    return new Citizen(
        row.id,
        row.kind == CitizenKind.PERSON ? Mask.person(row.name) : row.name,
        row.kind,
        row.phones.stream().map(Mask::phone).toList(),
        row.categories == null ? List.of() : List.of(row.categories.split(",")),
        Optional.ofNullable(row.note),
        numbers.stream().map(number -> number.lastContactAt).max(Instant::compareTo),
        numbers.stream().mapToLong(number -> number.contacts).sum());
  }
}
