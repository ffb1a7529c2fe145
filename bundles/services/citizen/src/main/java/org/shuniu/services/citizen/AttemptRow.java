// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.citizen;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;

/** How often somebody was wrong about who calls, in one contact. */
@Entity
@Table(name = "citizen_attempt")
class AttemptRow {
  @Id String contact;

  @Version
  @Column(name = "row_version")
  int rowVersion;

  int failed;

  @Column(name = "failed_at")
  Instant at;
}
