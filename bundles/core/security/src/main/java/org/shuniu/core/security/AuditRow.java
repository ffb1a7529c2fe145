// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.security;

import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A link of the audit's chain: an act, with a hash over it and over the link before. */
@Entity
@Table(name = "security_audit")
class AuditRow {
  /** Counts from one, without gaps. */
  @Id long seq;

  @Column(nullable = false, length = 36)
  String id;

  @Embedded AuditAct act;

  @Column(nullable = false, length = 64)
  String hash;

  /** What the hash of this link has to be after a link with that hash. */
  String hashAfter(String previous) {
    StringBuilder text = new StringBuilder();
    for (String field : act.fields()) {
      // With their lengths, so that no two acts have the same text.
      text.append(field.length()).append(':').append(field).append('\n');
    }
    return Tokens.sha256(previous + '\n' + seq + '\n' + id + '\n' + text);
  }
}
