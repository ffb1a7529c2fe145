// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.security;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** A set of codes in one column: in a fixed order, a space between. */
final class Words {
  /** Stands for the empty set: not every database tells an empty text from none at all. */
  private static final String NONE = "-";

  private Words() {}

  static String write(Collection<String> codes) {
    return codes.isEmpty() ? NONE : String.join(" ", new TreeSet<>(codes));
  }

  static Set<String> read(String text) {
    return text.equals(NONE) ? Set.of() : new TreeSet<>(List.of(text.split(" ")));
  }
}
