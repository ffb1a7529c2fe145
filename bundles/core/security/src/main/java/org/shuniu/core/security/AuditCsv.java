// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.security;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.shuniu.api.base.CsvWriter;
import org.shuniu.api.base.Page;

/**
 * Writes the audit as CSV, with place and hash of each entry, so that a file can be held against
 * the chain later.
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
    CsvWriter out = new CsvWriter(target);
    out.line(COLUMNS.stream());
    int written = 0;
    Optional<Long> before = Optional.empty();
    do {
      Page<AuditRow> page = trail.find(filter, before, Math.min(PAGE, MOST - written));
      Map<String, String> logins = users.logins(page.items().stream().map(row -> row.act.actor));
      for (AuditRow row : page.items()) {
        out.line(cells(row, logins.getOrDefault(row.act.actor, "")));
      }
      written += page.items().size();
      before = page.next().map(Long::valueOf);
    } while (before.isPresent() && written < MOST);
    out.flush();
  }

  private static Stream<Object> cells(AuditRow row, String login) {
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
}
