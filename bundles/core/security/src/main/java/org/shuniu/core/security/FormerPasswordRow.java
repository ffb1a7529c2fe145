// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.security;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** The hash of a password that a user had before. Ids grow with time, so they are the order. */
@Entity
@Table(name = "security_former_password")
class FormerPasswordRow {
  @Id
  @Column(length = 36)
  String id;

  @Column(name = "user_id", nullable = false, length = 36)
  String userId;

  @Column(name = "password_hash", nullable = false, length = 255)
  String passwordHash;
}
