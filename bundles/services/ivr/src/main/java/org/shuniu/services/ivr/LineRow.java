// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.ivr;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import org.jspecify.annotations.Nullable;

/** A hotline number and what belongs to it. */
@Entity
@Table(name = "ivr_line")
class LineRow {
  @Id String called;

  @Version
  @Column(name = "row_version")
  int rowVersion;

  String flow;

  @Nullable
  @Column(name = "label_zh")
  String labelZh;

  @Nullable
  @Column(name = "label_en")
  String labelEn;

  String region;
  @Nullable String greeting;

  @Nullable
  @Column(name = "recording_notice")
  String recordingNotice;

  @Nullable String calendar;
  @Nullable String skill;
  @Nullable String language;
  boolean enabled;
}
