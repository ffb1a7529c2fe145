// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.citizen;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What shall be different about a citizen. What is absent stays as it is, so that who sees names
 * and numbers masked can change the rest. The limits are those of {@link CitizenInput}.
 *
 * @param note an empty one takes the note away
 * @param identity where one is known already, another is noted only by who may reveal
 */
public record CitizenChange(
    Optional<String> name,
    Optional<CitizenKind> kind,
    @Nullable List<String> phones,
    @Nullable List<String> categories,
    Optional<String> note,
    Optional<DocumentKind> identityKind,
    Optional<String> identity) {
  public CitizenChange {
    phones = phones == null ? null : List.copyOf(phones);
    categories = categories == null ? null : List.copyOf(categories);
    name.ifPresent(Rules::name);
    Optional.ofNullable(phones).ifPresent(Rules::phones);
    Optional.ofNullable(categories).ifPresent(Rules::categories);
    Rules.note(note);
  }

  /** The document, for a citizen of that kind; {@code citizen.identity.invalid}. */
  Optional<Document> document(CitizenKind citizen) {
    return identity.map(
        number -> {
          DocumentKind kindOf = identityKind.orElse(DocumentKind.usual(citizen));
          if (!kindOf.suits(citizen)) {
            throw Rules.invalid("identityKind");
          }
          return Document.of(kindOf, number);
        });
  }

  @Override
  public String toString() {
    return "CitizenChange";
  }
}
