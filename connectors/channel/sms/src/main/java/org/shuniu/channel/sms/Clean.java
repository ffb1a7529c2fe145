// SPDX-License-Identifier: Apache-2.0
package org.shuniu.channel.sms;

/** Makes what citizens and carriers write harmless: no control or half characters, bounded. */
final class Clean {
  /** Longest number of a party. */
  static final int NUMBER = 64;

  /** Longest text of a citizen. */
  static final int TEXT = 4_000;

  private Clean() {}

  /** Keeps line ends. */
  static String text(String raw) {
    return clean(raw.replace("\r\n", "\n").replace('\r', '\n'), TEXT, true);
  }

  static String number(String raw) {
    return clean(raw, NUMBER, false).strip();
  }

  private static String clean(String raw, int length, boolean lines) {
    StringBuilder clean = new StringBuilder(Math.min(raw.length(), length));
    for (int i = 0; i < raw.length(); ) {
      int c = raw.codePointAt(i);
      i += Character.charCount(c);
      boolean half = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
      if (half || (Character.isISOControl(c) && !(lines && c == '\n'))) {
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
