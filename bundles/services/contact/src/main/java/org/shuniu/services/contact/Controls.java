// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.contact;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.shuniu.api.base.HubException;
import org.shuniu.api.pbx.PbxCapability;
import org.shuniu.api.pbx.PbxCommand.AnswerDevice;
import org.shuniu.api.pbx.PbxCommand.HangUpLeg;
import org.shuniu.api.pbx.PbxCommand.HoldLeg;
import org.shuniu.api.pbx.PbxCommand.MuteLeg;
import org.shuniu.api.pbx.PbxCommand.RetrieveLeg;
import org.shuniu.api.services.contact.ContactState;
import org.shuniu.services.contact.AgentPart.Step;

/** Decides which controls a call allows, and carries them out. */
final class Controls {
  private final Settings settings;

  private final Checks checks;

  Controls(Settings settings, Checks checks) {
    this.settings = settings;
    this.checks = checks;
  }

  /** What is possible in this state with a switch of these capabilities. */
  static Set<Control> allowed(Call call, Set<PbxCapability> can) {
    Set<Control> allowed = EnumSet.noneOf(Control.class);
    AgentPart agent = call.agent;
    if (agent == null || call.ended() || agent.hangUpOrdered) {
      return allowed;
    }
    if (call.is(ContactState.RESERVED)) {
      allowed.add(Control.HANGUP);
      if (agent.step == Step.RINGING && can.contains(PbxCapability.ANSWER_DEVICE)) {
        allowed.add(Control.ANSWER);
      }
    } else if (call.is(ContactState.ACTIVE) && call.check != null) {
      // The agent's telephone is held: to retrieve the talk ends the check.
      allowed.addAll(EnumSet.of(Control.HANGUP, Control.RETRIEVE));
    } else if (call.is(ContactState.ACTIVE)) {
      allowed.add(Control.HANGUP);
      if (can.contains(PbxCapability.HOLD) && !call.held && !call.parted) {
        allowed.add(Control.VERIFY_CALLER);
      }
      if (can.contains(PbxCapability.HOLD)) {
        allowed.add(call.held ? Control.RETRIEVE : Control.HOLD);
      }
      if (can.contains(PbxCapability.MUTE)) {
        allowed.add(call.muted ? Control.UNMUTE : Control.MUTE);
      }
    }
    return allowed;
  }

  /**
   * Orders it for the agent whose call it is; refuses what is another's ({@code contact.not-own})
   * or not possible now ({@code contact.control.not-allowed}).
   */
  void use(Call call, String userId, Control control, Set<PbxCapability> can, Effects out) {
    AgentPart agent = call.agent;
    if (agent == null || !agent.userId.equals(userId)) {
      throw HubException.caller(
          HubException.Reason.FORBIDDEN, "contact.not-own", Map.of("id", call.id));
    }
    if (!allowed(call, can).contains(control)) {
      throw HubException.conflict(
          "contact.control.not-allowed",
          Map.of("control", control.name().toLowerCase(Locale.ROOT), "state", call.state.name()));
    }
    switch (control) {
      case HOLD -> out.order(new HoldLeg(call.pbx, call.id, call.callerLeg));
      case RETRIEVE -> {
        if (call.check == null) {
          out.order(new RetrieveLeg(call.pbx, call.id, call.callerLeg));
        } else {
          checks.abort(call, out);
        }
      }
      case VERIFY_CALLER -> checks.begin(call, agent, out);
      case MUTE -> out.order(new MuteLeg(call.pbx, call.id, agent.leg, true));
      case UNMUTE -> out.order(new MuteLeg(call.pbx, call.id, agent.leg, false));
      case ANSWER -> out.order(new AnswerDevice(call.pbx, call.id, agent.leg));
      case HANGUP -> hangUp(call, agent, out);
    }
  }

  private void hangUp(Call call, AgentPart agent, Effects out) {
    agent.hangUpOrdered = true;
    out.order(new HangUpLeg(call.pbx, call.id, agent.leg));
    call.wakeAfter(out.now, settings.progress());
  }

  void held(Call call, String leg, boolean held, Effects out) {
    if (call.is(ContactState.ACTIVE) && leg.equals(call.callerLeg) && call.held != held) {
      call.held = held;
      changed(call, out);
    }
  }

  void muted(Call call, String leg, boolean muted, Effects out) {
    if (call.is(ContactState.ACTIVE) && call.agentLeg(leg) && call.muted != muted) {
      call.muted = muted;
      changed(call, out);
    }
  }

  private static void changed(Call call, Effects out) {
    call.dirty = true;
    if (call.agent != null) {
      out.push(call.agent.userId, "contact.updated");
    }
  }
}
