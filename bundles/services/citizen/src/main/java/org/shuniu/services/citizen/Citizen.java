// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.citizen;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.shuniu.api.base.Mask;

/**
 * A citizen as shown to an agent before verification: name and numbers are masked (X4).
 *
 * @param identity kind of the identity document, where one is known; nothing of its number
 * @param lastContactAt from any of the numbers
 * @param contactCount contacts from all the numbers
 * @param mergedFrom citizens that turned out to be this one
 */
public record Citizen(
    String id,
    String name,
    CitizenKind kind,
    List<String> phones,
    List<String> categories,
    Optional<String> note,
    Optional<DocumentKind> identity,
    Optional<Instant> lastContactAt,
    long contactCount,
    List<String> mergedFrom) {

  static Citizen of(Family family, List<NumberRow> numbers) {
    CitizenRow row = family.root();
    return new Citizen(
        row.id,
        row.kind == CitizenKind.PERSON ? Mask.person(row.name) : row.name,
        row.kind,
        family.phones().stream().map(Mask::phone).toList(),
        family.categories(),
        Optional.ofNullable(row.note),
        family.identified().flatMap(known -> Optional.ofNullable(known.identityKind)),
        numbers.stream().map(number -> number.lastContactAt).max(Instant::compareTo),
        numbers.stream().mapToLong(number -> number.contacts).sum(),
        family.merged().stream().flatMap(merged -> Stream.of(merged.id)).toList());
  }
}
