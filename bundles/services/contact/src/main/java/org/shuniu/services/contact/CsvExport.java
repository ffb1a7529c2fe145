// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.contact;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Writes contacts as CSV (RFC 4180, UTF-8 with a mark that spreadsheets understand). A value that a
 * spreadsheet would take for a formula is written with an apostrophe before it: what a caller sends
 * as a number shall not run on the desk of a supervisor.
 */
final class CsvExport {
  static final int MOST = 10_000;
  private static final List<String> COLUMNS =
      List.of(
          "id",
          "medium",
          "direction",
          "caller",
          "called",
          "region",
          "state",
          "agentId",
          "agentName",
          "offeredAt",
          "queuedAt",
          "answeredAt",
          "endedAt",
          "endReason",
          "category",
          "waitSeconds",
          "talkSeconds",
          "hasRecording");

  private final ContactSearch search;

  CsvExport(ContactSearch search) {
    this.search = search;
  }

  /** Writes at most {@link #MOST} contacts, page by page; returns how many. */
  int write(ContactSearch.Filter filter, OutputStream target) throws IOException {
    Writer out = new BufferedWriter(new OutputStreamWriter(target, StandardCharsets.UTF_8));
    out.write('\uFEFF');
    line(out, COLUMNS.stream());
    int written = 0;
    @Nullable String cursor = null;
    do {
      ContactPage page = search.page(filter, Math.min(ContactSearch.MOST, MOST - written), cursor);
      for (ContactSummary contact : page.items()) {
        line(out, cells(contact));
      }
      written += page.items().size();
      cursor = page.next().orElse(null);
    } while (cursor != null && written < MOST);
    out.flush();
    return written;
  }

  private static Stream<String> cells(ContactSummary c) {
    return Stream.of(
        c.id(),
        c.medium().name(),
        c.direction(),
        c.caller(),
        c.called(),
        text(c.region()),
        c.state().name(),
        text(c.agentId()),
        text(c.agentName()),
        c.offeredAt().toString(),
        text(c.queuedAt()),
        text(c.answeredAt()),
        text(c.endedAt()),
        text(c.endReason()),
        text(c.category()),
        text(c.waitSeconds()),
        text(c.talkSeconds()),
        String.valueOf(c.hasRecording()));
  }

  private static String text(Optional<?> value) {
    return value.map(Object::toString).orElse("");
  }

  private static void line(Writer out, Stream<String> cells) throws IOException {
    out.write(cells.map(CsvExport::cell).collect(Collectors.joining(",")));
    out.write("\r\n");
  }

  static String cell(String value) {
    String safe =
        !value.isEmpty() && "=+-@\t\r\n".indexOf(value.charAt(0)) >= 0 ? "'" + value : value;
    boolean quote = safe.chars().anyMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
    return quote ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
  }
}
