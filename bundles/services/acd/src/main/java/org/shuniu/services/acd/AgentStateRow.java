// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.acd;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One state that an agent came into; never changed. */
@Entity
@Table(name = "acd_agent_state")
@IdClass(AgentStateRow.Key.class)
class AgentStateRow {
  @Id
  @Column(length = 36)
  String agent;

  @Id long version;

  @Column(name = "from_state", nullable = false, length = 20)
  String fromState;

  @Column(name = "to_state", nullable = false, length = 20)
  String toState;

  @Column(length = 40)
  @Nullable String reason;

  @Column(length = 36)
  @Nullable String contact;

  @Column(name = "happened_at", nullable = false)
  Instant at;

  static AgentStateRow of(Effect.Moved move) {
    AgentStateRow row = new AgentStateRow();
    row.agent = move.profile().id();
    row.version = move.to().version();
    row.fromState = move.from().state().name();
    row.toState = move.to().state().name();
    row.reason = move.to().reason().orElse(null);
    row.contact = move.to().contact().orElse(null);
    row.at = move.to().since();
    return row;
  }

  /** The primary key. */
  record Key(String agent, long version) implements Serializable {}
}
