// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.contact;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A node that a caller passed (I5) as it is stored; its key is the id of the message. */
@Entity
@Table(name = "contact_trail")
class TrailRow {
  @Id String id;

  @Column(name = "contact_id")
  String contactId;

  @Column(name = "flow")
  String flow;

  @Column(name = "flow_version")
  int flowVersion;

  @Column(name = "sequence_no")
  int sequenceNo;

  @Column(name = "node")
  String node;

  @Column(name = "kind")
  String kind;

  @Column(name = "label")
  @Nullable String label;

  @Column(name = "input")
  @Nullable String input;

  @Column(name = "entered_at")
  Instant enteredAt;
}
