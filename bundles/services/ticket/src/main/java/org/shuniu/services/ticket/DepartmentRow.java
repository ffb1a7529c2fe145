// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.ticket;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A {@link Department} as it is stored. */
@Entity
@Table(name = "ticket_department")
class DepartmentRow {
  @Id String code;

  @Version
  @Column(name = "row_version")
  int rowVersion;

  @Column(name = "label_zh")
  String labelZh;

  @Column(name = "label_en")
  String labelEn;

  @Column(name = "link")
  @Nullable String link;

  @Column(name = "phone")
  @Nullable String phone;

  @Column(name = "enabled")
  boolean enabled;

  Department department() {
    return new Department(
        code, labelZh, labelEn, Optional.ofNullable(link), Optional.ofNullable(phone), enabled);
  }
}
