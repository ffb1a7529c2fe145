// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.citizen;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** That two citizens were one, until it is taken back. */
@Entity
@Table(name = "citizen_merge")
class MergeRow {
  @Id String id;

  @Version
  @Column(name = "row_version")
  int rowVersion;

  String kept;
  String merged;
  String reason;

  @Column(name = "merged_at")
  Instant mergedAt;

  @Column(name = "merged_by")
  String mergedBy;

  @Column(name = "undone_at")
  @Nullable Instant undoneAt;

  @Column(name = "undone_by")
  @Nullable String undoneBy;
}
