// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.ticket;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.shuniu.api.base.CsvWriter;

/** Writes tickets as CSV, without their parties. */
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
    CsvWriter out = new CsvWriter(target);
    out.line(COLUMNS.stream());
    int written = 0;
    @Nullable String cursor = null;
    do {
      int limit = Math.min(TicketSearch.MOST, MOST - written);
      TicketPage page = search.page(filter, sight, TicketSort.CREATED, limit, cursor);
      for (TicketSummary ticket : page.items()) {
        out.line(cells(ticket));
      }
      written += page.items().size();
      cursor = page.next().orElse(null);
    } while (cursor != null && written < MOST);
    out.flush();
  }

  private static Stream<Object> cells(TicketSummary t) {
    return Stream.of(
        t.number(),
        t.title(),
        t.requestType().name(),
        t.category(),
        t.process(),
        t.state().name(),
        t.department(),
        String.valueOf(t.confidential()),
        t.contact(),
        t.citizen(),
        t.createdAt().toString(),
        t.createdBy(),
        t.due(),
        String.valueOf(t.overdue()),
        t.changedAt().toString(),
        t.id());
  }
}
