// SPDX-License-Identifier: Apache-2.0
package org.shuniu.business.kit.mapping;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Translates foreign codes into the hub's and back. Where several foreign codes mean the same, the
 * first of the file is the way back.
 *
 * @param otherwise what the hub is told for a code that the table does not have
 * @param keep whether such a code is left as it is; without either it is a fault
 */
record CodeTable(
    String name,
    Map<String, String> ours,
    Map<String, String> theirs,
    Optional<String> otherwise,
    boolean keep) {

  /** What becomes of a code that is not in the table. */
  private enum Unknown {
    FAIL,
    KEEP
  }

  /** A code that no table has. */
  static final class UnknownCode extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private UnknownCode(String table) {
      super("table %s does not have the code".formatted(table), null, false, false);
    }
  }

  static CodeTable of(String name, Section section) {
    Map<String, String> ours = section.pairs("codes");
    Map<String, String> theirs = new LinkedHashMap<>();
    ours.forEach((foreign, own) -> theirs.putIfAbsent(own, foreign));
    if (ours.isEmpty()) {
      throw section.wrong("codes", "there are none");
    }
    Optional<String> otherwise = section.text("otherwise");
    boolean keep = section.choice("unknown", Unknown.class, Unknown.FAIL) == Unknown.KEEP;
    if (keep && otherwise.isPresent()) {
      throw section.wrong("otherwise", "unknown: keep leaves nothing for it");
    }
    section.end();
    return new CodeTable(name, ours, theirs, otherwise, keep);
  }

  /** The hub's word for a foreign code. */
  String ours(String foreign) {
    String known = ours.get(foreign);
    if (known != null) {
      return known;
    }
    return otherwise.orElseGet(() -> kept(foreign));
  }

  /** The foreign code for a word of the hub. */
  String theirs(String own) {
    String known = theirs.get(own);
    return known == null ? kept(own) : known;
  }

  private String kept(String code) {
    if (keep) {
      return code;
    }
    throw new UnknownCode(name);
  }
}
