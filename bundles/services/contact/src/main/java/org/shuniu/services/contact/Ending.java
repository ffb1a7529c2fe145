// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.contact;

import java.time.Duration;
import java.util.Optional;
import org.shuniu.api.pbx.PbxCommand.HangUpLeg;
import org.shuniu.api.services.acd.DequeueContact;
import org.shuniu.api.services.contact.AgentReleased;
import org.shuniu.api.services.contact.ContactEnded;
import org.shuniu.api.services.contact.ContactState;
import org.shuniu.api.services.contact.EndReason;
import org.shuniu.api.services.contact.ReservationEnded;
import org.shuniu.api.services.contact.ReservationEnded.Outcome;
import org.shuniu.api.services.ivr.StopFlow;
import org.shuniu.services.contact.AgentPart.Step;

/** Decides how a contact ends: once, with everybody told and every leg ordered to end. */
final class Ending {
  private final Settings settings;

  private final Checks checks;

  Ending(Settings settings, Checks checks) {
    this.settings = settings;
    this.checks = checks;
  }

  void end(Call call, EndReason reason, Effects out) {
    if (call.ended()) {
      return;
    }
    dismiss(call, out);
    checks.ended(call, out);
    call.endedAt = out.now;
    call.endReason = reason;
    call.held = false;
    call.muted = false;
    call.prompt = null;
    call.state =
        call.served() && call.wrapUp == null
            ? ContactState.AFTER_CONTACT_WORK
            : ContactState.CLOSED;
    call.dirty = true;
    Optional<String> served = Optional.ofNullable(call.agent).map(agent -> agent.agent);
    out.fact(call, new ContactEnded(call.id, reason, served, out.now));
    out.count("contact.ended", "reason", reason.name());
    hangUp(call, out);
    AgentPart agent = call.agent;
    if (agent != null) {
      agent.step = Step.OVER;
      out.order(new AgentReleased(call.id, agent.agent, out.now));
      out.push(agent.userId, "contact.ended");
    }
  }

  /** Tells those who work for the caller that the caller is gone. */
  private static void dismiss(Call call, Effects out) {
    switch (call.state) {
      case SELF_SERVICE -> out.order(new StopFlow(call.id));
      case QUEUED -> out.order(new DequeueContact(call.id));
      case RESERVED -> {
        AgentPart agent = call.agent;
        if (agent != null) {
          release(call, agent, Outcome.CONTACT_GONE, out);
          call.agent = null;
        }
      }
      default -> {}
    }
  }

  /** Ends a reservation: the telephone stops ringing, the ACD and the agent's screen know. */
  static void release(Call call, AgentPart agent, Outcome outcome, Effects out) {
    if (call.leg(agent.leg).filter(Leg::open).isPresent()) {
      out.order(new HangUpLeg(call.pbx, call.id, agent.leg));
    }
    out.order(new ReservationEnded(call.id, agent.agent, agent.reservation, outcome, out.now));
    out.count("contact.reservation", "outcome", outcome.name());
    if (agent.shown) {
      out.push(agent.userId, "contact.ended");
    }
  }

  /** Orders every open leg to end; asked again until the switch has told so. */
  void hangUp(Call call, Effects out) {
    call.openLegs().forEach(leg -> out.order(new HangUpLeg(call.pbx, call.id, leg.leg)));
    Duration pause = settings.progress();
    if (call.openLegs().isEmpty()) {
      call.due = null;
    } else {
      call.wakeAfter(out.now, pause);
    }
  }
}
