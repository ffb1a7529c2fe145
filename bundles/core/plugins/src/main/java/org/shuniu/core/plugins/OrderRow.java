// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.plugins;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Lob;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.shuniu.api.base.Envelope;
import org.shuniu.api.business.BusinessCommand.OrderBusiness;

/** An order to a business system. */
@Entity(name = "OrderRow")
@Table(name = "plugins_order")
class OrderRow extends JobRow {
  /** What is longer goes into a column for large objects: Oracle's text ends at 4,000 bytes. */
  private static final int SHORT = 1_300;

  @Column(name = "matter")
  String matter = "";

  @Column(name = "operation")
  String operation = "";

  @Column(name = "content_short")
  @Nullable String contentShort;

  @Lob
  @Column(name = "content_long")
  @Nullable String contentLong;

  protected OrderRow() {}

  OrderRow(Envelope<OrderBusiness> envelope, String content, Instant now) {
    super(
        envelope.data().request(),
        envelope.data().link(),
        envelope,
        now,
        now.plus(envelope.data().patience()));
    matter = envelope.data().matter();
    operation = envelope.data().operation();
    if (content.length() <= SHORT) {
      contentShort = content;
    } else {
      contentLong = content;
    }
  }

  /** JSON with sealed values; empty when it was erased. */
  String content() {
    String text = contentShort == null ? contentLong : contentShort;
    return text == null ? "" : text;
  }

  /** One that was not carried out keeps its content, so that a person may have it tried again. */
  @Override
  void erase() {
    if (state == State.DONE) {
      contentShort = null;
      contentLong = null;
    }
  }
}
