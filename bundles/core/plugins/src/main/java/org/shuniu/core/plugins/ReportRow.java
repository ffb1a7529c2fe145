// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.plugins;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A report on a part that nobody knows yet. */
@Entity(name = "ReportRow")
@Table(name = "plugins_report")
@IdClass(CarrierKey.class)
class ReportRow {
  @Id
  @Column(name = "channel")
  String channel = "";

  @Id
  @Column(name = "carrier_id")
  String carrierId = "";

  @Column(name = "delivered")
  boolean delivered;

  @Column(name = "reason")
  @Nullable String reason;

  /** When it came; it is kept for a while. */
  @Column(name = "ended_at")
  Instant endedAt = Instant.EPOCH;

  protected ReportRow() {}

  ReportRow(CarrierKey key, Instant now) {
    channel = key.channel();
    carrierId = key.carrierId();
    endedAt = now;
  }
}
