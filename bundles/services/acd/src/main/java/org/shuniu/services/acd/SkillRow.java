// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.acd;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A {@link Skill} in the database. */
@Entity
@Table(name = "acd_skill")
class SkillRow {
  @Id
  @Column(length = 40)
  String code;

  @Version
  @Column(nullable = false)
  int version;

  @Column(name = "label_zh", nullable = false, length = 100)
  String labelZh;

  @Column(name = "label_en", nullable = false, length = 100)
  String labelEn;

  @Column(nullable = false)
  int priority;

  @Column(name = "overflow_to", length = 40)
  @Nullable String overflowTo;

  @Column(name = "overflow_after_s")
  @Nullable Integer overflowAfter;

  @Column(name = "queue_limit", nullable = false)
  int queueLimit;

  @Column(name = "announce_every_s", nullable = false)
  int announceEvery;

  @Column(name = "after_call_s", nullable = false)
  int afterCall;

  @Column(name = "service_level_s", nullable = false)
  int serviceLevel;

  @Column(name = "level_first", nullable = false)
  boolean levelFirst;

  void set(Skill skill) {
    code = skill.code();
    labelZh = skill.labelZh();
    labelEn = skill.labelEn();
    priority = skill.priority();
    overflowTo = skill.overflow().map(Skill.Overflow::to).orElse(null);
    overflowAfter = skill.overflow().map(o -> (int) o.after().toSeconds()).orElse(null);
    queueLimit = skill.limit();
    announceEvery = (int) skill.announceEvery().toSeconds();
    afterCall = (int) skill.afterCall().toSeconds();
    serviceLevel = (int) skill.serviceLevel().toSeconds();
    levelFirst = skill.levelFirst();
  }

  Skill skill() {
    String to = overflowTo;
    Integer after = overflowAfter;
    return new Skill(
        code,
        labelZh,
        labelEn,
        priority,
        to == null || after == null
            ? Optional.empty()
            : Optional.of(new Skill.Overflow(to, Duration.ofSeconds(after))),
        queueLimit,
        Duration.ofSeconds(announceEvery),
        Duration.ofSeconds(afterCall),
        Duration.ofSeconds(serviceLevel),
        levelFirst);
  }
}
