// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.security;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A recovery code that was not used yet; the code itself is not in it. */
@Entity
@Table(name = "security_recovery_code")
class RecoveryCodeRow {
  /** SHA-256 over the user's id and the code; the code has 80 random bits, so it needs no salt. */
  @Id
  @Column(length = 64)
  String hash;

  @Column(name = "user_id", nullable = false, length = 36)
  String userId;
}
