// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.contact;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.shuniu.api.pbx.EndCause;
import org.shuniu.api.pbx.EndedBy;

/** A leg of a contact as it is stored. */
@Entity
@Table(name = "contact_leg")
class LegRow {
  @Id String id;

  @Column(name = "contact_id")
  String contactId;

  @Column(name = "leg")
  String leg;

  @Column(name = "kind")
  String kind;

  @Column(name = "device")
  @Nullable String device;

  @Column(name = "started_at")
  Instant startedAt;

  @Column(name = "ringing_at")
  @Nullable Instant ringingAt;

  @Column(name = "answered_at")
  @Nullable Instant answeredAt;

  @Column(name = "ended_at")
  @Nullable Instant endedAt;

  @Enumerated(EnumType.STRING)
  @Column(name = "cause")
  @Nullable EndCause cause;

  @Enumerated(EnumType.STRING)
  @Column(name = "ended_by")
  @Nullable EndedBy endedBy;
}
