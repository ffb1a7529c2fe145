// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.bus;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;

/** A message that a consumer has handled, remembered in the transaction of the handling. */
@Entity(name = "InboxRow")
@Table(name = "bus_inbox")
@IdClass(InboxRow.Key.class)
class InboxRow {
  /**
   * The identity.
   *
   * @param consumer name of the consumer
   * @param messageId id of the envelope; grows with time, so old ones are found by it
   */
  record Key(String consumer, String messageId) implements Serializable {}

  @Id
  @Column(name = "consumer")
  String consumer;

  @Id
  @Column(name = "message_id")
  String messageId;

  protected InboxRow() {}

  InboxRow(String consumer, String messageId) {
    this.consumer = consumer;
    this.messageId = messageId;
  }
}
