// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.plugins;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** To which matter a running process belongs, for what its engine tells by itself. */
@Entity(name = "ProcessRow")
@Table(name = "plugins_process")
class ProcessRow {
  @Id
  @Column(name = "ticket")
  String ticket = "";

  @Column(name = "correlation")
  String correlation = "";

  protected ProcessRow() {}

  ProcessRow(String ticket, String correlation) {
    this.ticket = ticket;
    this.correlation = correlation;
  }
}
