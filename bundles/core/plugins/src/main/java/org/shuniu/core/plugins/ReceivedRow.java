// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.plugins;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;

/** A text that came. */
@Entity(name = "ReceivedRow")
@Table(name = "plugins_received")
class ReceivedRow extends CarrierRow {
  protected ReceivedRow() {}

  ReceivedRow(CarrierKey key, Instant now) {
    super(key, now);
  }
}
