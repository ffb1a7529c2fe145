// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.bus;

import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A durable message that left its transaction and of which no receipt has come yet. */
@Entity(name = "OutboxRow")
@Table(name = "bus_outbox")
class OutboxRow {
  @Id
  @Column(name = "id")
  String id;

  @Column(name = "tag")
  String tag;

  @Column(name = "msg_key")
  String key;

  @Embedded Body body;

  protected OutboxRow() {}

  OutboxRow(Parcel parcel) {
    id = parcel.id();
    tag = parcel.tag();
    key = parcel.key();
    body = new Body(parcel.body());
  }

  Parcel parcel() {
    return new Parcel(id, tag, key, true, body.bytes());
  }
}
