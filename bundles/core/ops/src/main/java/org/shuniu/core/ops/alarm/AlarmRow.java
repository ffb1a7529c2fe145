// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.ops.alarm;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.shuniu.core.ops.system.Level;

/** An alarm from its rise to its end; written by {@link AlarmBook} only. */
@Entity(name = "AlarmRow")
@Table(name = "ops_alarm")
class AlarmRow {
  @Id String id;

  @Version
  @Column(name = "row_version")
  int version;

  @Column(name = "rule_id")
  String rule;

  @Column(name = "rule_name")
  @Nullable String name;

  @Column(name = "metric")
  String metric;

  /** A dash where the metric has one series only: Oracle takes empty text for null. */
  @Column(name = "series")
  String series;

  @Enumerated(EnumType.STRING)
  @Column(name = "severity")
  Level level;

  @Column(name = "measured")
  double value;

  @Column(name = "raised_at")
  Instant raisedAt;

  @Column(name = "times_risen")
  int times;

  @Column(name = "acknowledged_at")
  @Nullable Instant acknowledgedAt;

  @Column(name = "acknowledged_by")
  @Nullable String acknowledgedBy;

  @Column(name = "note")
  @Nullable String note;

  @Column(name = "cleared_at")
  @Nullable Instant clearedAt;
}
