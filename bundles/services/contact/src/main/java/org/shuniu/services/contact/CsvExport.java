// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.contact;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.shuniu.api.base.CsvWriter;

/** Writes contacts as CSV. */
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
    CsvWriter out = new CsvWriter(target);
    out.line(COLUMNS.stream());
    int written = 0;
    @Nullable String cursor = null;
    do {
      ContactPage page = search.page(filter, Math.min(ContactSearch.MOST, MOST - written), cursor);
      for (ContactSummary contact : page.items()) {
        out.line(cells(contact));
      }
      written += page.items().size();
      cursor = page.next().orElse(null);
    } while (cursor != null && written < MOST);
    out.flush();
    return written;
  }

  private static Stream<Object> cells(ContactSummary c) {
    return Stream.of(
        c.id(),
        c.medium().name(),
        c.direction(),
        c.caller(),
        c.called(),
        c.region(),
        c.state().name(),
        c.agentId(),
        c.agentName(),
        c.offeredAt().toString(),
        c.queuedAt(),
        c.answeredAt(),
        c.endedAt(),
        c.endReason(),
        c.category(),
        c.waitSeconds(),
        c.talkSeconds(),
        String.valueOf(c.hasRecording()));
  }
}
