// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.plugins;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;

/** A text that came. */
@Entity(name = "ReceivedRow")
@Table(name = "plugins_received")
@IdClass(CarrierKey.class)
class ReceivedRow {
  @Id
  @Column(name = "channel")
  String channel = "";

  @Id
  @Column(name = "carrier_id")
  String carrierId = "";

  /** When it came; it is kept for a while. */
  @Column(name = "ended_at")
  Instant endedAt = Instant.EPOCH;

  protected ReceivedRow() {}

  ReceivedRow(CarrierKey key, Instant now) {
    channel = key.channel();
    carrierId = key.carrierId();
    endedAt = now;
  }
}
