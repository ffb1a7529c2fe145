// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.security;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.shuniu.api.base.Page;

/**
 * Writes the audit as CSV (RFC 4180, UTF-8 with a mark that spreadsheets understand), with place
 * and hash of each entry, so that a file can be held against the chain later. A value that a
 * spreadsheet would take for a formula gets an apostrophe before it.
 */
final class AuditCsv {
  static final int MOST = 50_000;
  private static final int PAGE = 500;
  private static final List<String> COLUMNS =
      List.of("place", "at", "actor", "login", "operation", "object", "detail", "remote", "hash");

  private final AuditTrail trail;
  private final Users users;

  AuditCsv(AuditTrail trail, Users users) {
    this.trail = trail;
    this.users = users;
  }

  /** Writes at most {@link #MOST} entries, the newest first, page by page. */
  void write(AuditFilter filter, OutputStream target) throws IOException {
    Writer out = new BufferedWriter(new OutputStreamWriter(target, StandardCharsets.UTF_8));
    out.write('\uFEFF');
    line(out, COLUMNS.stream());
    int written = 0;
    Optional<Long> before = Optional.empty();
    do {
      Page<AuditRow> page = trail.find(filter, before, Math.min(PAGE, MOST - written));
      Map<String, String> logins = users.logins(page.items().stream().map(row -> row.act.actor));
      for (AuditRow row : page.items()) {
        line(out, cells(row, logins.getOrDefault(row.act.actor, "")));
      }
      written += page.items().size();
      before = page.next().map(Long::valueOf);
    } while (before.isPresent() && written < MOST);
    out.flush();
  }

  private static Stream<String> cells(AuditRow row, String login) {
    AuditAct act = row.act;
    return Stream.of(
        Long.toString(row.seq),
        act.at.toString(),
        act.actor,
        login,
        act.operation,
        act.subject,
        act.detail,
        act.address,
        row.hash);
  }

  private static void line(Writer out, Stream<String> cells) throws IOException {
    out.write(cells.map(AuditCsv::cell).collect(Collectors.joining(",")));
    out.write("\r\n");
  }

  private static String cell(String value) {
    // A lone hyphen stands for "none" and is no formula.
    boolean formula = value.length() > 1 && "=+-@\t\r\n＝＋－＠".indexOf(value.charAt(0)) >= 0;
    String safe = formula ? "'" + value : value;
    boolean quote = safe.chars().anyMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
    return quote ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
  }
}
