// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.contact;

import org.shuniu.api.pbx.EndCause;
import org.shuniu.api.pbx.EndedBy;
import org.shuniu.api.pbx.PbxEvent.LegEnded;
import org.shuniu.api.services.contact.EndReason;

/** Decides what the end of a leg means. */
final class Endings {
  private final Agents agents;
  private final Ending ending;

  Endings(Agents agents, Ending ending) {
    this.agents = agents;
    this.ending = ending;
  }

  void legEnded(Call call, LegEnded event, Effects out) {
    Leg leg = call.legs.get(event.leg());
    if (leg == null || !leg.open()) {
      return;
    }
    leg.ended(event.cause(), event.by(), event.time());
    if (call.ended()) {
      if (call.openLegs().isEmpty()) {
        call.due = null;
      }
      return;
    }
    if (event.leg().equals(call.callerLeg)) {
      ending.end(call, reason(call, event), out);
    } else if (call.agentLeg(event.leg())) {
      agentGone(call, event, out);
    }
  }

  private void agentGone(Call call, LegEnded event, Effects out) {
    if (call.agent != null && call.agent.talking()) {
      boolean known = event.cause() != EndCause.UNKNOWN;
      ending.end(call, known ? EndReason.ENDED_BY_AGENT : EndReason.LOST, out);
    } else {
      agents.lost(call, event.cause(), out);
    }
  }

  /** The switch has not had this leg for a while and told nothing of its end. */
  void gone(Call call, String leg, Effects out) {
    legEnded(
        call,
        new LegEnded(call.pbx, call.id, leg, EndCause.UNKNOWN, EndedBy.UNKNOWN, out.now),
        out);
  }

  private static EndReason reason(Call call, LegEnded event) {
    if (event.cause() == EndCause.UNKNOWN) {
      return EndReason.LOST;
    }
    return switch (call.state) {
      case OFFERED -> EndReason.ABANDONED_OFFERED;
      case SELF_SERVICE -> EndReason.SELF_SERVED;
      case QUEUED -> call.farewell ? EndReason.ENDED_BY_HUB : EndReason.ABANDONED_QUEUED;
      case RESERVED -> EndReason.ABANDONED_RINGING;
      default -> talkReason(call, event.by());
    };
  }

  private static EndReason talkReason(Call call, EndedBy by) {
    if (call.agent != null && call.agent.hangUpOrdered) {
      return EndReason.ENDED_BY_AGENT;
    }
    return by == EndedBy.PARTY ? EndReason.ENDED_BY_CITIZEN : EndReason.ENDED_BY_HUB;
  }
}
