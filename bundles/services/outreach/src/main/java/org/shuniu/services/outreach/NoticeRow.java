// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.outreach;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.shuniu.api.services.outreach.NoticeState;

/** A notice as it is stored; changed by {@link Notices} only. */
@Entity
@Table(name = "outreach_notice")
class NoticeRow {
  @Id String id;

  @Version
  @Column(name = "row_version")
  int version;

  @Column(name = "reference")
  String reference;

  @Column(name = "correlation")
  String correlation;

  @Column(name = "recipient")
  String recipient;

  @Column(name = "recipient_key")
  String recipientKey;

  @Column(name = "content")
  String content;

  @Enumerated(EnumType.STRING)
  @Column(name = "state")
  NoticeState state;

  @Column(name = "code")
  @Nullable String code;

  @Column(name = "reason")
  @Nullable String reason;

  @Column(name = "attempt")
  int attempt;

  @Column(name = "created_at")
  Instant createdAt;

  @Column(name = "expires_at")
  Instant expiresAt;

  /** When it may be given to the channel; nothing once it is given. */
  @Column(name = "due_at")
  @Nullable Instant dueAt;

  @Column(name = "sent_at")
  @Nullable Instant sentAt;

  @Column(name = "delivered_at")
  @Nullable Instant deliveredAt;

  @Column(name = "parts")
  @Nullable Integer parts;
}
