// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.ivr;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** Which flow serves a hotline number. */
@Entity
@Table(name = "ivr_line")
class LineRow {
  @Id String called;
  String flow;
}
