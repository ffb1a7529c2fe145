// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.contact;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/** A business category as it is stored. */
@Entity
@Table(name = "contact_category")
class CategoryRow {
  @Id String code;

  @Column(name = "parent")
  @Nullable String parent;

  @Column(name = "label_zh")
  String labelZh;

  @Column(name = "label_en")
  String labelEn;

  @Column(name = "pinyin")
  String pinyin;

  @Column(name = "initials")
  String initials;

  @Column(name = "sort_no")
  int sortNo;

  @Column(name = "enabled")
  boolean enabled;
}
