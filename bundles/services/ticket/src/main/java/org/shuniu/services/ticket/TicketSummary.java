// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.ticket;

import java.time.Instant;
import java.util.Optional;
import org.shuniu.api.services.ticket.TicketState;

/**
 * A ticket in a list.
 *
 * @param contact absent where it would tell who spoke in a confidential ticket
 * @param due when the department or the centre has to be done with it
 * @param overdue it is later than that, or the process has reminded the department
 */
public record TicketSummary(
    String id,
    String number,
    String title,
    RequestType requestType,
    String category,
    String process,
    TicketState state,
    Optional<String> department,
    boolean confidential,
    Optional<String> contact,
    Optional<String> citizen,
    Instant createdAt,
    String createdBy,
    Optional<Instant> due,
    boolean overdue,
    Instant changedAt) {

  /**
   * @param now decides what is overdue
   * @param open whether who asks may know who spoke in a confidential ticket
   */
  static TicketSummary of(TicketRow row, Instant now, boolean open) {
    boolean shown = open || !row.confidential;
    Optional<Instant> due = Optional.ofNullable(row.dueAt);
    boolean late = row.reminded || due.filter(now::isAfter).isPresent();
    return new TicketSummary(
        row.id,
        row.number,
        row.title,
        row.requestType,
        row.category,
        row.process,
        row.state,
        Optional.ofNullable(row.department),
        row.confidential,
        Optional.ofNullable(row.contact).filter(contact -> shown),
        Optional.ofNullable(row.citizen).filter(citizen -> shown),
        row.createdAt,
        row.createdBy,
        due,
        !row.state.over() && late,
        row.changedAt);
  }
}
