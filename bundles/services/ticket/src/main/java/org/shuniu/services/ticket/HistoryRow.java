// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.ticket;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.shuniu.api.services.ticket.TicketState;

/** A {@link Line} as it is stored; never changed. Its key is the ticket's id and the number. */
@Entity
@Table(name = "ticket_history")
class HistoryRow {
  @Id String id;

  @Column(name = "ticket")
  String ticket;

  @Column(name = "sequence_no")
  int sequenceNo;

  @Column(name = "happened_at")
  Instant happenedAt;

  @Column(name = "actor")
  String actor;

  @Column(name = "operation")
  String operation;

  @Enumerated(EnumType.STRING)
  @Column(name = "from_state")
  @Nullable TicketState fromState;

  @Enumerated(EnumType.STRING)
  @Column(name = "to_state")
  TicketState toState;

  @Embedded
  @AttributeOverride(name = "shortText", column = @Column(name = "note_short"))
  @AttributeOverride(
      name = "longText",
      column = @Column(name = "note_long", length = Integer.MAX_VALUE))
  @Nullable LongText note;

  @Column(name = "step")
  @Nullable String step;

  @Column(name = "took_ms")
  long tookMs;

  @Column(name = "data")
  @Nullable String data;
}
