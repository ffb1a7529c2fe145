// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.ivr;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** What a flow was at one time. */
@Entity
@Table(name = "ivr_flow_version")
class FlowVersionRow {
  @Id String id;
  String flow;

  @Column(name = "flow_version")
  int flowVersion;

  /** Long text without a locator: what PostgreSQL calls text and others call clob. */
  @Column(length = Integer.MAX_VALUE)
  String definition;

  String note;

  @Column(name = "created_by")
  String createdBy;

  @Column(name = "created_at")
  Instant createdAt;
}
