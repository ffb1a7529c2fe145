// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.security;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** The secret that a user's authenticator shares; in force once the user row says since when. */
@Entity
@Table(name = "security_second_factor")
class SecondFactorRow {
  @Id
  @Column(name = "user_id", length = 36)
  String userId;

  /** Sealed by the vault. */
  @Column(nullable = false, length = 200)
  String secret;

  /** The step of the last code that was taken: neither it nor an older one is taken again. */
  @Column(name = "last_step", nullable = false)
  long lastStep;
}
