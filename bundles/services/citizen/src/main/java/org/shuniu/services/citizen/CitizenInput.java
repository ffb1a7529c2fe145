// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.citizen;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A citizen as an agent writes one down.
 *
 * @param name 1 to 60 characters
 * @param phones at most 10
 * @param categories VIP, blacklist …: at most 10, of up to 30 characters
 * @param note up to 500 characters
 * @param identityKind where absent, a person's is the resident identity card, an organisation's the
 *     unified social credit code
 * @param identity number of the identity document
 */
public record CitizenInput(
    String name,
    CitizenKind kind,
    @Nullable List<String> phones,
    @Nullable List<String> categories,
    Optional<String> note,
    Optional<DocumentKind> identityKind,
    Optional<String> identity) {
  public CitizenInput {
    phones = phones == null ? List.of() : List.copyOf(phones);
    categories = categories == null ? List.of() : List.copyOf(categories);
    Rules.name(name);
    Rules.phones(phones);
    Rules.categories(categories);
    Rules.note(note);
  }

  CitizenChange asChange() {
    return new CitizenChange(
        Optional.of(name), Optional.of(kind), phones, categories, note, identityKind, identity);
  }

  @Override
  public String toString() {
    return "CitizenInput " + kind;
  }
}
