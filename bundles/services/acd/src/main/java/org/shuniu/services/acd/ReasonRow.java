// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.acd;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A {@link Reasons.Reason} in the database. */
@Entity
@Table(name = "acd_reason")
class ReasonRow {
  @Id
  @Column(length = 40)
  String code;

  @Column(nullable = false, length = 20, columnDefinition = "varchar(20)")
  @Enumerated(EnumType.STRING)
  Reasons.Kind kind;

  @Column(name = "label_zh", nullable = false, length = 100)
  String labelZh;

  @Column(name = "label_en", nullable = false, length = 100)
  String labelEn;

  @Column(nullable = false)
  int place;

  static ReasonRow of(Reasons.Reason reason) {
    ReasonRow row = new ReasonRow();
    row.code = reason.code();
    row.kind = reason.kind();
    row.labelZh = reason.labelZh();
    row.labelEn = reason.labelEn();
    row.place = reason.place();
    return row;
  }

  Reasons.Reason reason() {
    return new Reasons.Reason(code, kind, labelZh, labelEn, place);
  }
}
