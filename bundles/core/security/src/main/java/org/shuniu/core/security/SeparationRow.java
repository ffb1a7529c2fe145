// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.security;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** Whether the three duties are separated; the one row is the lock of all changes of rights. */
@Entity
@Table(name = "security_separation")
class SeparationRow {
  static final int ID = 1;

  @Id int id;

  @Column(nullable = false)
  boolean active;
}
