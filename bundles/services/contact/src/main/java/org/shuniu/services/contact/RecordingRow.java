// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.contact;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A recording of a contact as it is stored (T15). */
@Entity
@Table(name = "contact_recording")
class RecordingRow {
  @Id String id;

  @Column(name = "contact_id")
  String contactId;

  @Column(name = "leg")
  String leg;

  @Column(name = "state")
  String state;

  @Column(name = "started_at")
  Instant startedAt;

  @Column(name = "length_ms")
  long lengthMs;

  @Column(name = "bytes")
  long bytes;

  @Column(name = "uri")
  @Nullable String uri;
}
