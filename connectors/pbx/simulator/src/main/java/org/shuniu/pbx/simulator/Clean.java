// SPDX-License-Identifier: Apache-2.0
package org.shuniu.pbx.simulator;

import java.util.Map;
import java.util.TreeMap;

/** Makes text from outside fit to be told: as a real driver must. */
final class Clean {
  private static final int TEXT = 256;
  private static final int NUMBER = 64;

  private Clean() {}

  /** A number; empty when it is withheld. */
  static String number(String raw) {
    String number = text(raw, NUMBER);
    return number.equalsIgnoreCase("anonymous") ? "" : number;
  }

  /** Attached data. */
  static Map<String, String> data(Map<String, String> raw) {
    Map<String, String> clean = new TreeMap<>();
    raw.forEach((name, value) -> clean.put(text(name, TEXT), text(value, TEXT)));
    return clean;
  }

  /** Valid Unicode without control characters, of at most so many characters. */
  private static String text(String raw, int max) {
    StringBuilder clean = new StringBuilder();
    raw.codePoints()
        .filter(c -> !Character.isISOControl(c) && !isLoneSurrogate(c))
        .takeWhile(c -> clean.length() + Character.charCount(c) <= max)
        .forEachOrdered(clean::appendCodePoint);
    return clean.toString();
  }

  private static boolean isLoneSurrogate(int codePoint) {
    return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
  }
}
