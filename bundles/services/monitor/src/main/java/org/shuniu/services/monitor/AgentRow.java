// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.monitor;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.LocalDate;
import org.shuniu.api.services.acd.AgentState;

/** What an agent did on the day of the last fact; written by {@link AgentTimes} only. */
@Entity
@Table(name = "monitor_agent")
class AgentRow {
  @Id String id;

  @Version
  @Column(name = "row_version")
  int version;

  @Enumerated(EnumType.STRING)
  @Column(name = "state")
  AgentState state;

  /** When that state began: a fact that is not newer is known already. */
  @Column(name = "since")
  Instant since;

  @Column(name = "on_day")
  LocalDate day;

  /** Of that day: ready, time that could have been worked. */
  @Column(name = "ready_ms")
  long readyMs;

  /** Of that day: ringing, talking and after-call work. */
  @Column(name = "working_ms")
  long workingMs;

  /** Of that day: after-call work that is over. */
  @Column(name = "after_ms")
  long afterMs;

  @Column(name = "after_count")
  int afterCount;
}
