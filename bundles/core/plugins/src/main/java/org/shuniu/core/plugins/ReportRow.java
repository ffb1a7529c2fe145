// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.plugins;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A report on a part that nobody knows yet. */
@Entity(name = "ReportRow")
@Table(name = "plugins_report")
class ReportRow extends CarrierRow {
  @Column(name = "delivered")
  boolean delivered;

  @Column(name = "reason")
  @Nullable String reason;

  protected ReportRow() {}

  ReportRow(CarrierKey key, Instant now) {
    super(key, now);
  }
}
