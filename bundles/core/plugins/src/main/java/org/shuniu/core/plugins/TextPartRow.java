// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.plugins;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;

/** A part of a text that the carrier has taken. */
@Entity(name = "TextPartRow")
@Table(name = "plugins_text_part")
@IdClass(CarrierKey.class)
class TextPartRow {
  @Id
  @Column(name = "channel")
  String channel = "";

  @Id
  @Column(name = "carrier_id")
  String carrierId = "";

  @Column(name = "text_id")
  String textId = "";

  @Column(name = "reported")
  boolean reported;

  /** When it came; it is kept for a while. */
  @Column(name = "ended_at")
  Instant endedAt = Instant.EPOCH;

  protected TextPartRow() {}

  TextPartRow(CarrierKey key, Instant now) {
    channel = key.channel();
    carrierId = key.carrierId();
    endedAt = now;
  }
}
