// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.citizen;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** How often and when last a number contacted the hotline. */
@Entity
@Table(name = "citizen_number")
class NumberRow {
  @Id String phone;
  long contacts;

  @Column(name = "last_contact_at")
  Instant lastContactAt;
}
