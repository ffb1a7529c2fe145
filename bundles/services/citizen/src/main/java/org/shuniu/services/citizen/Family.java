// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.citizen;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One citizen with all rows that were merged into this one. No row ever moves: taking one link away
 * gives back what was before.
 *
 * @param root stands for the citizen
 * @param merged the others, over any number of steps
 */
record Family(CitizenRow root, List<CitizenRow> merged) {
  Stream<CitizenRow> rows() {
    return Stream.concat(Stream.of(root), merged.stream());
  }

  List<String> ids() {
    return rows().map(row -> row.id).toList();
  }

  /** The own phones first. */
  List<String> phones() {
    return rows().flatMap(row -> row.phones.stream()).distinct().toList();
  }

  List<String> categories() {
    return rows()
        .flatMap(row -> row.categories == null ? Stream.of() : Stream.of(row.categories.split(",")))
        .distinct()
        .toList();
  }

  /** The row with the identity document: the root's before others. */
  Optional<CitizenRow> identified() {
    return rows().filter(row -> row.identityPrint != null).findFirst();
  }

  /** The row with just this document. */
  Optional<CitizenRow> identifiedBy(String print) {
    return rows().filter(row -> print.equals(row.identityPrint)).findFirst();
  }

  @Override
  public String toString() {
    return "Family " + root.id;
  }
}
