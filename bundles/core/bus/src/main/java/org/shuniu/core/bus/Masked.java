// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.bus;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.util.regex.Pattern;

/**
 * Messages as an administrator may see them: their shape, ids, times, codes and small numbers, of
 * everything else only how long it is (X4). What is not known to be harmless is taken for personal.
 */
final class Masked {
  private static final JsonFactory JSON = new JsonFactory();

  /** Ids, moments, durations, names of states and types. */
  private static final Pattern HARMLESS =
      Pattern.compile(
          "|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"
              + "|\\d{4}-\\d\\d-\\d\\d(T[0-9:.]+(Z|[+-][0-9:]+)?)?"
              + "|-?P[0-9.DTHMS-]+"
              + "|[A-Z][A-Z_]{0,39}"
              + "|[a-z][a-z-]{0,39}(\\.[a-z-]{1,40}){1,6}");

  private static final Pattern LONG_NUMBER = Pattern.compile("(?<![0-9a-f-])\\d{6,}(?![0-9a-f-])");
  private static final int SMALL = 6;

  private Masked() {}

  /** The JSON with its leaves masked, indented; a sentence where it is no JSON. */
  static String json(byte[] body) {
    return indented(body, true);
  }

  /** The JSON as it is, indented; a sentence where it is no JSON. */
  static String clear(byte[] body) {
    return indented(body, false);
  }

  private static String indented(byte[] body, boolean mask) {
    StringWriter text = new StringWriter();
    try (JsonParser in = JSON.createParser(body);
        JsonGenerator out = JSON.createGenerator(text).useDefaultPrettyPrinter()) {
      for (JsonToken token = in.nextToken(); token != null; token = in.nextToken()) {
        if (mask && token == JsonToken.VALUE_STRING) {
          out.writeString(leaf(in.getText()));
        } else if (mask && token.isNumeric()) {
          number(in, out);
        } else {
          out.copyCurrentEvent(in);
        }
      }
    } catch (IOException e) {
      return "not JSON, " + body.length + " bytes";
    }
    return text.toString();
  }

  /** A line of ours, such as a reason: numbers that may belong to a person are hidden. */
  static String line(String text) {
    return LONG_NUMBER.matcher(text).replaceAll(found -> stars(found.group()));
  }

  private static void number(JsonParser in, JsonGenerator out) throws IOException {
    if (in.getText().length() <= SMALL) {
      out.copyCurrentEvent(in);
    } else {
      out.writeString(stars(in.getText()));
    }
  }

  private static String leaf(String text) {
    return HARMLESS.matcher(text).matches() ? text : stars(text);
  }

  /** As many as it is long, up to a limit, so that one sees what is missing and what is there. */
  private static String stars(String text) {
    int length = text.codePointCount(0, text.length());
    return length <= 20 ? "*".repeat(length) : "*".repeat(20) + " (" + length + ")";
  }
}
