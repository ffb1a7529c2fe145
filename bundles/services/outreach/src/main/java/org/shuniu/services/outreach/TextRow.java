// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.outreach;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Lob;
import jakarta.persistence.Table;
import java.time.Instant;

/** A text that a citizen has sent; never changed. */
@Entity
@Table(name = "outreach_text")
class TextRow {
  @Id String id;

  @Column(name = "channel")
  String channel;

  @Column(name = "carrier_text")
  String carrierText;

  @Column(name = "sender")
  String sender;

  @Column(name = "recipient")
  String recipient;

  @Lob
  @Column(name = "content")
  String content;

  @Column(name = "received_at")
  Instant receivedAt;
}
