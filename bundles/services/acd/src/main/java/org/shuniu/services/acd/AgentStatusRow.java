// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.acd;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.shuniu.api.services.acd.AgentState;

/** A {@link Status} in the database; apart from the profile, because it changes all the time. */
@Entity
@Table(name = "acd_agent_status")
class AgentStatusRow {
  @Id
  @Column(length = 36)
  String agent;

  @Column(nullable = false)
  long version;

  @Column(nullable = false, length = 20)
  String state;

  @Column(length = 40)
  @Nullable String reason;

  @Column(nullable = false)
  Instant since;

  @Column(length = 36)
  @Nullable String contact;

  @Column(name = "after_call_until")
  @Nullable Instant afterCallUntil;

  @Column(name = "next_state", length = 20)
  @Nullable String nextState;

  @Column(name = "next_reason", length = 40)
  @Nullable String nextReason;

  @Column(name = "break_reason", length = 40)
  @Nullable String breakReason;

  @Column(name = "break_since")
  @Nullable Instant breakSince;

  @Column(name = "break_state", length = 20)
  @Nullable String breakState;

  @Column(name = "break_remark", length = 600)
  @Nullable String breakRemark;

  @Column(nullable = false)
  boolean console;

  static AgentStatusRow of(String agent, Status status) {
    AgentStatusRow row = new AgentStatusRow();
    row.agent = agent;
    row.set(status);
    return row;
  }

  void set(Status status) {
    version = status.version();
    state = status.state().name();
    reason = status.reason().orElse(null);
    since = status.since();
    contact = status.contact().orElse(null);
    afterCallUntil = status.afterCallUntil().orElse(null);
    nextState = status.next().map(p -> p.state().name()).orElse(null);
    nextReason = status.next().flatMap(Posture::reason).orElse(null);
    breakReason = status.breakRequest().map(BreakRequest::reason).orElse(null);
    breakSince = status.breakRequest().map(BreakRequest::since).orElse(null);
    breakState = status.breakRequest().map(request -> request.state().name()).orElse(null);
    breakRemark = status.breakRequest().flatMap(BreakRequest::remark).orElse(null);
    console = status.console();
  }

  Status status() {
    return new Status(
        version,
        AgentState.valueOf(state),
        Optional.ofNullable(reason),
        since,
        Optional.ofNullable(contact),
        Optional.ofNullable(afterCallUntil),
        Optional.ofNullable(nextState)
            .map(next -> new Posture(AgentState.valueOf(next), Optional.ofNullable(nextReason))),
        breakRequest(),
        console);
  }

  private Optional<BreakRequest> breakRequest() {
    if (breakReason == null || breakSince == null || breakState == null) {
      return Optional.empty();
    }
    return Optional.of(
        new BreakRequest(
            breakReason,
            breakSince,
            BreakRequest.State.valueOf(breakState),
            Optional.ofNullable(breakRemark)));
  }
}
