// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.bus;

import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.shuniu.api.base.Ids;

/** A message that a consumer could not handle, or that waits behind one of the same key. */
@Entity(name = "DeadLetterRow")
@Table(name = "bus_dead_letter")
class DeadLetterRow {
  private static final int MAX_REASON = 400;

  /** Grows, so it is the order of the messages of one key. */
  @Id
  @Column(name = "id")
  String id;

  @Column(name = "consumer")
  String consumer;

  @Column(name = "msg_key")
  String key;

  @Column(name = "message_id")
  String messageId;

  @Column(name = "tag")
  String tag;

  @Column(name = "reason")
  String reason;

  @Column(name = "tries")
  int tries;

  @Column(name = "parked_at")
  Instant parkedAt;

  @Embedded Body body;

  protected DeadLetterRow() {}

  DeadLetterRow(String consumer, Parcel parcel, String reason, int tries, Instant now) {
    this.id = Ids.next();
    this.consumer = consumer;
    this.key = parcel.key();
    this.messageId = parcel.id();
    this.tag = parcel.tag();
    this.body = new Body(parcel.body());
    this.reason = shortened(reason);
    this.tries = tries;
    this.parkedAt = now;
  }

  void failedAgain(String newReason, int more, Instant now) {
    reason = shortened(newReason);
    tries += more;
    parkedAt = now;
  }

  Parcel parcel() {
    return new Parcel(messageId, tag, key, true, body.bytes());
  }

  private static String shortened(String text) {
    String known = text.isEmpty() ? "?" : text;
    return known.length() <= MAX_REASON ? known : known.substring(0, MAX_REASON);
  }
}
