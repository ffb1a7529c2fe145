// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.security;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** The end of the chain; its lock makes one writer of all hubs. */
@Entity
@Table(name = "security_audit_head")
class AuditHeadRow {
  static final int ID = 1;
  static final String NO_HASH = "0".repeat(64);

  @Id int id;

  @Column(nullable = false)
  long seq;

  @Column(nullable = false, length = 64)
  String hash;
}
