// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.plugins;

import jakarta.persistence.Column;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.MappedSuperclass;
import java.time.Instant;

/** Something that a carrier knows by an id of its own. */
@MappedSuperclass
@IdClass(CarrierKey.class)
abstract class CarrierRow {
  @Id
  @Column(name = "channel")
  String channel = "";

  @Id
  @Column(name = "carrier_id")
  String carrierId = "";

  /** When it came; it is kept for a while. */
  @Column(name = "ended_at")
  Instant endedAt = Instant.EPOCH;

  CarrierRow() {}

  CarrierRow(CarrierKey key, Instant now) {
    channel = key.channel();
    carrierId = key.carrierId();
    endedAt = now;
  }
}
