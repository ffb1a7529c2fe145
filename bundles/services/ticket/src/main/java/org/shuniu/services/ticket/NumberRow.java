// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.ticket;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** How many ticket numbers of a day are given out. */
@Entity
@Table(name = "ticket_number")
class NumberRow {
  @Id
  @Column(name = "number_day")
  String day;

  @Column(name = "given")
  long given;
}
