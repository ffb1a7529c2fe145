// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.ivr;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A flow, and which of its versions callers get. */
@Entity
@Table(name = "ivr_flow")
class FlowRow {
  @Id String name;

  @Version
  @Column(name = "row_version")
  int rowVersion;

  int newest;
  @Nullable Integer published;

  @Nullable
  @Column(name = "published_at")
  Instant publishedAt;

  @Nullable
  @Column(name = "published_by")
  String publishedBy;

  /** The version that comes into force by itself. */
  @Nullable Integer planned;

  @Nullable
  @Column(name = "planned_at")
  Instant plannedAt;

  @Nullable
  @Column(name = "planned_by")
  String plannedBy;
}
