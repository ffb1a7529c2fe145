// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.ticket;

import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;

/** In what order tickets are listed. */
enum TicketSort {
  /** The newest first. */
  CREATED("createdAt", "t.createdAt", "<", "desc"),
  /** What changed last first. */
  CHANGED("changedAt", "t.changedAt", "<", "desc"),
  /** What has to be done first; tickets without a time are not listed. */
  DUE("due", "t.dueAt", ">", "asc");

  final String code;
  final String column;
  final String onward;
  final String direction;

  TicketSort(String code, String column, String onward, String direction) {
    this.code = code;
    this.column = column;
    this.onward = onward;
    this.direction = direction;
  }

  static TicketSort of(String code) {
    return Arrays.stream(values())
        .filter(sort -> sort.code.equals(code))
        .findFirst()
        .orElseThrow(() -> TicketFilter.invalid("sort"));
  }

  Instant of(TicketRow row) {
    return switch (this) {
      case CREATED -> row.createdAt;
      case CHANGED -> row.changedAt;
      case DUE -> Objects.requireNonNull(row.dueAt);
    };
  }
}
