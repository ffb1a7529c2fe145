// SPDX-License-Identifier: Apache-2.0
package org.shuniu.api.base;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes CSV (RFC 4180) in UTF-8, with the mark by which spreadsheets know it. A value that a
 * spreadsheet would take for a formula gets an apostrophe before it, full-width signs included:
 * what a caller sends as a number shall not run on the desk of a supervisor. Not safe for several
 * threads.
 */
public final class CsvWriter {
  private static final String FORMULA = "=+-@\t\r\n＝＋－＠";
  private final Writer out;

  /** Writes the mark to the target, which the caller closes. */
  public CsvWriter(OutputStream target) throws IOException {
    out = new BufferedWriter(new OutputStreamWriter(target, StandardCharsets.UTF_8));
    out.write('\uFEFF');
  }

  /** One line; an {@link Optional} is written as its value, or as nothing. */
  public void line(Stream<?> cells) throws IOException {
    out.write(cells.map(CsvWriter::text).map(CsvWriter::cell).collect(Collectors.joining(",")));
    out.write("\r\n");
  }

  /** Hands over to the target what is written so far. */
  public void flush() throws IOException {
    out.flush();
  }

  private static String text(Object value) {
    return value instanceof Optional<?> optional
        ? optional.map(Object::toString).orElse("")
        : value.toString();
  }

  private static String cell(String value) {
    // A lone hyphen stands for "none" and is no formula.
    boolean formula =
        !value.isEmpty() && !value.equals("-") && FORMULA.indexOf(value.charAt(0)) >= 0;
    String safe = formula ? "'" + value : value;
    boolean quote = safe.chars().anyMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
    return quote ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
  }
}
