// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.plugins;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;

/** A part of a text that the carrier has taken. */
@Entity(name = "TextPartRow")
@Table(name = "plugins_text_part")
class TextPartRow extends CarrierRow {
  @Column(name = "text_id")
  String textId = "";

  @Column(name = "reported")
  boolean reported;

  protected TextPartRow() {}

  TextPartRow(CarrierKey key, Instant now) {
    super(key, now);
  }
}
