// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.security;

import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** An act that was committed and waits to be chained. */
@Entity
@Table(name = "security_audit_inbox")
class AuditInboxRow {
  @Id
  @Column(length = 36)
  String id;

  @Embedded AuditAct act;
}
