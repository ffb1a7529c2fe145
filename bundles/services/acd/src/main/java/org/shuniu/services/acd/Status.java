// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.acd;

import java.time.Instant;
import java.util.Optional;
import org.shuniu.api.services.acd.AgentState;

/**
 * An agent's state at one moment; what is kept in the database.
 *
 * @param version grows with each change, so that a change is written once
 * @param since when the state began
 * @param contact for RESERVED, BUSY and AFTER_CALL_WORK
 * @param afterCallUntil end of after-call work
 * @param next what the agent will be after the contact, where that is not READY: a break that was
 *     asked for meanwhile, or the state from which the contact took the agent
 * @param breakRequest a break that was applied for and not granted
 * @param console whether the agent was ever seen at a console; only then its loss counts
 */
record Status(
    long version,
    AgentState state,
    Optional<String> reason,
    Instant since,
    Optional<String> contact,
    Optional<Instant> afterCallUntil,
    Optional<Posture> next,
    Optional<BreakRequest> breakRequest,
    boolean console) {

  static Status fresh(Instant now) {
    return new Status(
        0,
        AgentState.LOGGED_OUT,
        Optional.empty(),
        now,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        false);
  }

  /** Without a contact; nothing remains to be done afterwards, but a break may still be due. */
  Status idle(Posture posture, Instant now) {
    boolean moot = posture.state() == AgentState.BREAK || posture.state() == AgentState.LOGGED_OUT;
    return new Status(
        version + 1,
        posture.state(),
        posture.reason(),
        now,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        moot ? Optional.empty() : breakRequest,
        console);
  }

  /** Chosen for a contact, or serving one. */
  Status with(AgentState newState, String newContact, Optional<Posture> afterwards, Instant now) {
    return new Status(
        version + 1,
        newState,
        Optional.empty(),
        now,
        Optional.of(newContact),
        Optional.empty(),
        afterwards,
        breakRequest,
        console);
  }

  Status afterCall(Instant until, Instant now) {
    return new Status(
        version + 1,
        AgentState.AFTER_CALL_WORK,
        Optional.empty(),
        now,
        contact,
        Optional.of(until),
        next,
        breakRequest,
        console);
  }

  /** The state stays; something else is planned for afterwards. */
  Status planning(Optional<Posture> afterwards) {
    return like(afterwards, breakRequest, console);
  }

  /** The state stays; a break is applied for, refused or not wanted any more. */
  Status asking(Optional<BreakRequest> request) {
    return like(next, request, console);
  }

  Status seenConsole() {
    return like(next, breakRequest, true);
  }

  private Status like(
      Optional<Posture> afterwards, Optional<BreakRequest> request, boolean consoleSeen) {
    return new Status(
        version + 1,
        state,
        reason,
        since,
        contact,
        afterCallUntil,
        afterwards,
        request,
        consoleSeen);
  }

  Posture posture() {
    return new Posture(state, reason);
  }

  /** Whether a contact holds the agent now. */
  boolean engaged() {
    return state == AgentState.RESERVED || state == AgentState.BUSY;
  }
}
