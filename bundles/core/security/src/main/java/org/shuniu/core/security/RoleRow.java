// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.security;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.util.Set;

/** A role that a site has made. */
@Entity
@Table(name = "security_role")
class RoleRow {
  @Id
  @Column(length = 40)
  String code;

  @Column(name = "name_zh", nullable = false, length = 64)
  String nameZh;

  @Column(name = "name_en", nullable = false, length = 64)
  String nameEn;

  /** As {@link Words} writes them. */
  @Column(nullable = false, length = 4000)
  String permissions;

  @Version
  @Column(nullable = false)
  int version;

  Set<String> permissions() {
    return Words.read(permissions);
  }
}
