// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.ticket;

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
 * Writes tickets as CSV (RFC 4180, UTF-8 with a mark that spreadsheets understand), without their
 * parties. A value that a spreadsheet would take for a formula gets an apostrophe before it: what a
 * citizen says shall not run on the desk of a supervisor.
 */
final class CsvExport {
  static final int MOST = 10_000;
  private static final List<String> COLUMNS =
      List.of(
          "number",
          "title",
          "requestType",
          "category",
          "process",
          "state",
          "department",
          "confidential",
          "contact",
          "citizen",
          "createdAt",
          "createdBy",
          "due",
          "overdue",
          "changedAt",
          "id");

  private final TicketSearch search;

  CsvExport(TicketSearch search) {
    this.search = search;
  }

  /** Writes at most {@link #MOST} tickets, the newest first, page by page. */
  void write(TicketFilter filter, TicketSearch.Sight sight, OutputStream target)
      throws IOException {
    Writer out = new BufferedWriter(new OutputStreamWriter(target, StandardCharsets.UTF_8));
    out.write('\uFEFF');
    line(out, COLUMNS.stream());
    int written = 0;
    @Nullable String cursor = null;
    do {
      int limit = Math.min(TicketSearch.MOST, MOST - written);
      TicketPage page = search.page(filter, sight, TicketSort.CREATED, limit, cursor);
      for (TicketSummary ticket : page.items()) {
        line(out, cells(ticket));
      }
      written += page.items().size();
      cursor = page.next().orElse(null);
    } while (cursor != null && written < MOST);
    out.flush();
  }

  private static Stream<String> cells(TicketSummary t) {
    return Stream.of(
        t.number(),
        t.title(),
        t.requestType().name(),
        t.category(),
        t.process(),
        t.state().name(),
        text(t.department()),
        String.valueOf(t.confidential()),
        text(t.contact()),
        text(t.citizen()),
        t.createdAt().toString(),
        t.createdBy(),
        text(t.due()),
        String.valueOf(t.overdue()),
        t.changedAt().toString(),
        t.id());
  }

  private static String text(Optional<?> value) {
    return value.map(Object::toString).orElse("");
  }

  private static void line(Writer out, Stream<String> cells) throws IOException {
    out.write(cells.map(CsvExport::cell).collect(Collectors.joining(",")));
    out.write("\r\n");
  }

  static String cell(String value) {
    boolean formula = !value.isEmpty() && "=+-@\t\r\n＝＋－＠".indexOf(value.charAt(0)) >= 0;
    String safe = formula ? "'" + value : value;
    boolean quote = safe.chars().anyMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
    return quote ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
  }
}
