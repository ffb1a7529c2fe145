// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.ops.alarm;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.shuniu.core.ops.system.Threshold;

/** A rule that an administrator has made. */
@Entity(name = "AlarmRuleRow")
@Table(name = "ops_alarm_rule")
class AlarmRuleRow {
  @Id String id;

  @Version
  @Column(name = "row_version")
  int version;

  @Column(name = "title")
  String name;

  @Column(name = "metric")
  String metric;

  @Column(name = "series_label")
  @Nullable String label;

  @Column(name = "is_above")
  boolean above;

  @Column(name = "info_limit")
  @Nullable Double info;

  @Column(name = "warn_limit")
  @Nullable Double warn;

  @Column(name = "critical_limit")
  @Nullable Double critical;

  @Column(name = "for_seconds")
  int forSeconds;

  @Column(name = "tell_whom")
  @Nullable String tell;

  @Column(name = "is_enabled")
  boolean enabled;

  AlarmRule rule() {
    return new AlarmRule(
        id,
        name,
        new Threshold(
            metric,
            above,
            Optional.ofNullable(info),
            Optional.ofNullable(warn),
            Optional.ofNullable(critical),
            forSeconds),
        Optional.ofNullable(label),
        tell == null ? List.of() : Arrays.asList(tell.split("\n")),
        enabled,
        false);
  }

  void take(AlarmRule rule) {
    name = rule.name();
    metric = rule.threshold().metric();
    label = rule.label().orElse(null);
    above = rule.threshold().above();
    info = rule.threshold().info().orElse(null);
    warn = rule.threshold().warn().orElse(null);
    critical = rule.threshold().critical().orElse(null);
    forSeconds = rule.threshold().forSeconds();
    tell = rule.tell().isEmpty() ? null : String.join("\n", rule.tell());
    enabled = rule.enabled();
  }
}
