// SPDX-License-Identifier: Apache-2.0
package org.shuniu.pbx.asterisk;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes text from outside harmless: control characters and half characters go, what remains is cut.
 * Bytes that are not UTF-8 have become U+FFFD before, in the reader of the connection.
 */
final class Clean {
  /** Longest number of a party. */
  static final int NUMBER = 64;

  /** Longest other text. */
  static final int TEXT = 256;

  private static final Set<String> WITHHELD =
      Set.of("anonymous", "unavailable", "restricted", "unknown", "<unknown>", "<null>");

  private Clean() {}

  /** Valid, visible text of at most 256 characters. */
  static String text(@Nullable String raw) {
    return cut(raw, TEXT);
  }

  /** A party's number; empty when it is withheld. */
  static String number(@Nullable String raw) {
    String number = cut(raw, NUMBER).strip();
    return WITHHELD.contains(number.toLowerCase(java.util.Locale.ROOT)) ? "" : number;
  }

  private static String cut(@Nullable String raw, int length) {
    if (raw == null) {
      return "";
    }
    StringBuilder clean = new StringBuilder(Math.min(raw.length(), length));
    for (int i = 0; i < raw.length(); ) {
      int c = raw.codePointAt(i);
      i += Character.charCount(c);
      boolean half = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
      if (half || Character.isISOControl(c)) {
        continue;
      }
      if (clean.length() + Character.charCount(c) > length) {
        break;
      }
      clean.appendCodePoint(c);
    }
    return clean.toString();
  }
}
