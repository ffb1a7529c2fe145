// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.contact;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.shuniu.api.pbx.PbxCommand.HangUpLeg;
import org.shuniu.api.pbx.PbxSnapshot;
import org.shuniu.api.services.contact.ContactState;
import org.shuniu.api.services.contact.ReservationEnded.Outcome;
import org.shuniu.services.contact.AgentPart.Step;

/**
 * Decides what a snapshot of the switch means for one contact. A snapshot that is older than what
 * was last heard or ordered is not believed; a later one follows soon. A leg that it lacks is taken
 * as ended only when nothing is heard for a while: its end may be on its way.
 */
final class Reconciliation {
  private static final Duration DOUBT = Duration.ofSeconds(2);

  private final Arrival arrival;
  private final Agents agents;

  private final Checks checks;

  Reconciliation(Arrival arrival, Agents agents, Checks checks) {
    this.checks = checks;
    this.arrival = arrival;
    this.agents = agents;
  }

  /**
   * @param legs what the switch holds of this call, by id
   */
  void compare(Call call, Map<String, PbxSnapshot.Leg> legs, Instant taken, Effects out) {
    if (!call.touched.isBefore(taken)) {
      return;
    }
    doubt(call, legs, out);
    if (call.ended()) {
      legs.keySet().forEach(leg -> hangUp(call, leg, out));
      return;
    }
    PbxSnapshot.Leg caller = legs.get(call.callerLeg);
    if (caller == null) {
      return;
    }
    hangUpStrays(call, legs, caller, out);
    if (checked(call, legs, out)) {
      call.recovered = false;
      return;
    }
    switch (caller.state()) {
      case RINGING -> {
        if (call.is(ContactState.OFFERED)) {
          arrival.answer(call, out);
        }
      }
      case WAITING -> alone(call, legs, out);
      case CONNECTED, HELD -> together(call, caller, out);
    }
    call.recovered = false;
  }

  private static void doubt(Call call, Map<String, PbxSnapshot.Leg> legs, Effects out) {
    boolean doubted = !call.missing.isEmpty();
    call.missing.clear();
    call.openLegs().stream()
        .map(leg -> leg.leg)
        .filter(leg -> !legs.containsKey(leg))
        .forEach(call.missing::add);
    if (!doubted) {
      call.doubtUntil = out.now.plus(DOUBT);
    }
  }

  /** The caller talks with nobody. */
  private void alone(Call call, Map<String, PbxSnapshot.Leg> legs, Effects out) {
    AgentPart agent = call.agent;
    switch (call.state) {
      case OFFERED -> arrival.callerAnswered(call, out.now, out);
      case SELF_SERVICE -> arrival.startFlow(call, out);
      case QUEUED -> {
        if (!call.farewell) {
          arrival.enqueue(call, out);
        }
      }
      case RESERVED -> {
        if (agent != null) {
          attempt(call, agent, legs, out);
        }
      }
      case ACTIVE -> {
        if (agent != null && legs.containsKey(agent.leg)) {
          agents.reconnect(call, out);
        }
        agents.confirm(call, out);
      }
      default -> {}
    }
  }

  /** The agent's telephone is on hold, or shall be: whether the check has its say here. */
  private boolean checked(Call call, Map<String, PbxSnapshot.Leg> legs, Effects out) {
    AgentPart agent = call.agent;
    PbxSnapshot.Leg leg = agent == null ? null : legs.get(agent.leg);
    if (!call.is(ContactState.ACTIVE) || leg == null) {
      return false;
    }
    boolean held = leg.state() == PbxSnapshot.State.HELD;
    if (held) {
      checks.foundHeld(call, out);
    } else if (leg.state() == PbxSnapshot.State.CONNECTED) {
      checks.together(call, leg.leg(), out);
    }
    if (held || call.check != null) {
      agents.confirm(call, out);
      return true;
    }
    return false;
  }

  private void attempt(Call call, AgentPart agent, Map<String, PbxSnapshot.Leg> legs, Effects out) {
    if (call.recovered) {
      // Half of what belongs to an attempt died with the hub, and the ACD knows of none.
      agents.fail(call, agent, Outcome.FAILED, out);
      arrival.enqueue(call, out);
      call.missing.clear();
      return;
    }
    PbxSnapshot.Leg leg = legs.get(agent.leg);
    if (leg != null && leg.state() == PbxSnapshot.State.WAITING && agent.step == Step.RINGING) {
      agents.answered(call, agent.leg, out.now, out);
    }
  }

  /** The caller talks with somebody, or is held by somebody. */
  private void together(Call call, PbxSnapshot.Leg caller, Effects out) {
    boolean held = caller.state() == PbxSnapshot.State.HELD;
    if (call.held != held && call.is(ContactState.ACTIVE)) {
      call.held = held;
      call.dirty = true;
    }
    caller.connectedTo().ifPresent(leg -> agents.connected(call, leg, out));
    agents.confirm(call, out);
  }

  /** Telephones that ring or wait for this call and are not the agent's whose turn it is. */
  private void hangUpStrays(
      Call call, Map<String, PbxSnapshot.Leg> legs, PbxSnapshot.Leg caller, Effects out) {
    legs.values().stream()
        .filter(leg -> !leg.outside() && !call.agentLeg(leg.leg()))
        .filter(leg -> !caller.connectedTo().equals(Optional.of(leg.leg())))
        .forEach(leg -> hangUp(call, leg.leg(), out));
  }

  private static void hangUp(Call call, String leg, Effects out) {
    out.order(new HangUpLeg(call.pbx, call.id, leg));
  }
}
