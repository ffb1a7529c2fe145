// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.ticket;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.shuniu.api.base.HubException;

/** Collects what is wrong with an input, so that it is told all at once. */
final class Problems {
  private static final Pattern CODE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
  private static final int MOST = 100;
  private static final int LONGEST_FIELD = 80;

  private final List<Map<String, Object>> found = new ArrayList<>();

  /**
   * @param code {@code required}, {@code too-long}, {@code invalid}, {@code unknown}
   */
  void add(String field, String code) {
    if (found.size() < MOST) {
      String name = field.length() <= LONGEST_FIELD ? field : field.substring(0, LONGEST_FIELD);
      found.add(Map.of("field", name, "code", code));
    }
  }

  /** A text that is not longer and has no control characters, lines excepted where it may. */
  void text(String field, String text, int most, boolean lines) {
    if (text.codePointCount(0, text.length()) > most) {
      add(field, "too-long");
    } else if (text.chars().anyMatch(c -> bad(c, lines)) || !paired(text)) {
      add(field, "invalid");
    }
  }

  private static boolean bad(int c, boolean lines) {
    return Character.isISOControl(c) && !(lines && (c == '\n' || c == '\r' || c == '\t'));
  }

  /** No half characters: a database or a carrier would refuse them later. */
  private static boolean paired(String text) {
    return text.codePoints()
        .noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
  }

  /** As {@link #text}, and there is something. */
  void required(String field, String text, int most, boolean lines) {
    if (text.isBlank()) {
      add(field, "required");
    } else {
      text(field, text, most, lines);
    }
  }

  /** Letters, digits, dots, dashes, 64 at most. */
  void code(String field, String text) {
    if (!CODE.matcher(text).matches()) {
      add(field, text.isBlank() ? "required" : "invalid");
    }
  }

  /** {@code ticket.input.invalid} with all of it. */
  void throwIfAny() {
    if (!found.isEmpty()) {
      throw HubException.caller(
          HubException.Reason.UNPROCESSABLE,
          "ticket.input.invalid",
          Map.of("problems", List.copyOf(found)));
    }
  }
}
