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
import jakarta.persistence.Version;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.shuniu.api.services.ticket.TicketState;

/** A ticket as it is stored; see {@link Rows}. What it is searched by has columns. */
@Entity
@Table(name = "ticket_ticket")
class TicketRow {
  @Id String id;

  @Version
  @Column(name = "row_version")
  int rowVersion;

  @Column(name = "ticket_number", updatable = false)
  String number;

  @Column(name = "contact", updatable = false)
  @Nullable String contact;

  @Column(name = "citizen", updatable = false)
  @Nullable String citizen;

  @Enumerated(EnumType.STRING)
  @Column(name = "request_type", updatable = false)
  RequestType requestType;

  @Column(name = "category", updatable = false)
  String category;

  @Column(name = "process", updatable = false)
  String process;

  @Column(name = "form_version", updatable = false)
  int formVersion;

  @Column(name = "title", updatable = false)
  String title;

  @Column(name = "confidential", updatable = false)
  boolean confidential;

  @Column(name = "region", updatable = false)
  String region;

  @Column(name = "created_by", updatable = false)
  String createdBy;

  @Column(name = "created_at", updatable = false)
  Instant createdAt;

  /** JSON of {@link Rows.Content}. */
  @Embedded
  @AttributeOverride(
      name = "shortText",
      column = @Column(name = "content_short", updatable = false))
  @AttributeOverride(
      name = "longText",
      column = @Column(name = "content_long", length = Integer.MAX_VALUE, updatable = false))
  LongText content;

  @Enumerated(EnumType.STRING)
  @Column(name = "state")
  TicketState state;

  @Column(name = "department")
  @Nullable String department;

  @Column(name = "code")
  @Nullable String code;

  @Column(name = "due_at")
  @Nullable Instant dueAt;

  @Column(name = "reminded")
  boolean reminded;

  @Column(name = "sequence_no")
  int sequenceNo;

  @Column(name = "changed_at")
  Instant changedAt;

  /** JSON of {@link Rows.Progress}. */
  @Embedded
  @AttributeOverride(name = "shortText", column = @Column(name = "progress_short"))
  @AttributeOverride(
      name = "longText",
      column = @Column(name = "progress_long", length = Integer.MAX_VALUE))
  LongText progress;
}
