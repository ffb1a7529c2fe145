// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.plugins;

import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Takes what is personal out of a text in any format: the values that are known to be so, in the
 * ways in which JSON, XML and forms write them, and what looks like a number of an identity
 * document, a telephone, a bank card, or a password. Rather too much than too little.
 */
final class Masks {
  private static final String MASK = "***";

  /** A single character would be found everywhere. */
  private static final int SHORTEST = 2;

  private static final List<Charset> CHARSETS =
      List.of(StandardCharsets.UTF_8, Charset.forName("GBK"));

  private static final Pattern NUMBERS =
      Pattern.compile(
          "(?<![0-9])(?:"
              // resident identity card, today's and the one before
              + "[1-9][0-9]{16}[0-9Xx]"
              + "|[1-9][0-9]{7}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[0-9]{3}"
              // mobile telephone, and one with an area code
              + "|(?:\\+?86)?1[3-9][0-9]{9}"
              + "|0[1-9][0-9]{1,2}-?[1-9][0-9]{6,7}"
              // bank card
              + "|62[0-9]{14,17}"
              + ")(?![0-9])");

  private static final String SECRET = "(?:password|passwd|pwd|secret|token|authorization)";
  private static final Pattern JSON_SECRET =
      Pattern.compile("(?i)(\"[a-z_-]*" + SECRET + "\"\\s*:\\s*\")[^\"]*");
  private static final Pattern XML_SECRET =
      Pattern.compile("(?i)(<(?:[\\w.-]+:)?[\\w.-]*" + SECRET + "(?:\\s[^<>]*)?>)[^<]*");
  private static final Pattern FORM_SECRET =
      Pattern.compile("(?i)((?:^|[?&\\s])[a-z_-]*" + SECRET + "(?:=|:\\s*))[^&\\s\"<]+");

  private Masks() {}

  /** The text without them. */
  static String mask(String text, Collection<String> personal) {
    String masked = text;
    for (String written : written(personal)) {
      masked = masked.replace(written, MASK);
    }
    masked = NUMBERS.matcher(masked).replaceAll(MASK);
    masked = JSON_SECRET.matcher(masked).replaceAll("$1" + MASK);
    masked = XML_SECRET.matcher(masked).replaceAll("$1" + MASK);
    return FORM_SECRET.matcher(masked).replaceAll("$1" + MASK);
  }

  /** All ways to write the values, longest first: one may be a part of another. */
  private static Set<String> written(Collection<String> personal) {
    Set<String> all =
        new TreeSet<>(Comparator.comparing(String::length).reversed().thenComparing(s -> s));
    for (String value : personal) {
      if (value.length() >= SHORTEST) {
        // A star stands for the X of an identity card where it was keyed.
        for (String variant :
            List.of(value, value.replace('*', 'X'), value.replace('X', 'x').replace('*', 'x'))) {
          all.add(variant);
          all.add(escaped(variant, false));
          all.add(escaped(variant, true));
          all.add(xml(variant));
          CHARSETS.forEach(charset -> all.add(URLEncoder.encode(variant, charset)));
        }
      }
    }
    return all;
  }

  /** As JSON in ASCII writes it. */
  private static String escaped(String value, boolean capitals) {
    StringBuilder text = new StringBuilder();
    value
        .chars()
        .forEach(
            c -> {
              if (c == '"' || c == '\\') {
                text.append('\\').append((char) c);
              } else if (c < ' ' || c > '~') {
                text.append(String.format(capitals ? "\\u%04X" : "\\u%04x", c));
              } else {
                text.append((char) c);
              }
            });
    return text.toString();
  }

  private static String xml(String value) {
    return value
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
