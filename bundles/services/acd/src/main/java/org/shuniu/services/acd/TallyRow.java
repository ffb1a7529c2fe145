// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.acd;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;

/** A contact that asked for a skill, and what became of it. */
@Entity
@Table(name = "acd_tally")
@IdClass(TallyRow.Key.class)
class TallyRow {
  @Id
  @Column(length = 36)
  String contact;

  @Id
  @Column(length = 40)
  String skill;

  @Column(name = "queued_at", nullable = false)
  Instant queuedAt;

  @Column(nullable = false, length = 20)
  String outcome;

  static TallyRow of(String contact, String skill, Instant queuedAt, Tally.Outcome outcome) {
    TallyRow row = new TallyRow();
    row.contact = contact;
    row.skill = skill;
    row.queuedAt = queuedAt;
    row.outcome = outcome.name();
    return row;
  }

  /** The primary key. */
  record Key(String contact, String skill) implements Serializable {}
}
