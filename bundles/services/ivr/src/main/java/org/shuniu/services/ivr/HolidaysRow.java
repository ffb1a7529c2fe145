// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.ivr;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;

/** What the State Council announced for a year. */
@Entity
@Table(name = "ivr_holidays")
class HolidaysRow {
  @Id
  @Column(name = "holiday_year")
  int year;

  @Version
  @Column(name = "row_version")
  int rowVersion;

  String source;

  /** {@link HolidaysInput} as JSON. */
  @Column(length = Integer.MAX_VALUE)
  String days;

  @Column(name = "changed_by")
  String changedBy;

  @Column(name = "changed_at")
  Instant changedAt;
}
