// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.ivr;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;

/** A calendar as an administrator wrote it. */
@Entity
@Table(name = "ivr_calendar")
class CalendarRow {
  @Id String code;

  @Version
  @Column(name = "row_version")
  int rowVersion;

  /** {@link CalendarInput} as JSON. */
  @Column(length = Integer.MAX_VALUE)
  String definition;
}
