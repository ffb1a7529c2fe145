// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.contact;

import org.shuniu.api.base.MessageType;
import org.shuniu.api.pbx.EndCause;
import org.shuniu.api.pbx.EndedBy;
import org.shuniu.api.pbx.PbxCommand;
import org.shuniu.api.pbx.PbxCommand.ConnectLegs;
import org.shuniu.api.pbx.PbxCommand.PlayPrompt;
import org.shuniu.api.pbx.PbxCommand.RingDevice;
import org.shuniu.api.pbx.PbxCommand.StartRecording;
import org.shuniu.api.pbx.PbxEvent.CommandRejected;
import org.shuniu.api.services.contact.ReservationEnded.Outcome;
import org.shuniu.services.contact.AgentPart.Step;

/**
 * Decides what to do when the switch refuses an order. Where nothing is said here, the watchdog
 * orders it again or a snapshot shows what is the case.
 */
final class Refusals {
  private final Arrival arrival;
  private final Agents agents;

  Refusals(Arrival arrival, Agents agents) {
    this.arrival = arrival;
    this.agents = agents;
  }

  void rejected(Call call, CommandRejected event, Effects out) {
    out.count("contact.order.rejected", "command", event.command(), "code", event.code());
    if (of(event, RingDevice.class)) {
      unrung(call, event, out);
    } else if (of(event, PlayPrompt.class)) {
      // A prompt is a courtesy: the call goes on without it.
      agents.promptEnded(call, event.request(), out);
      arrival.promptEnded(call, event.request(), out);
    } else if (of(event, ConnectLegs.class)) {
      unconnected(call, out);
    } else if (of(event, StartRecording.class)) {
      unrecorded(call, event, out);
    }
  }

  private static boolean of(CommandRejected event, Class<? extends PbxCommand> order) {
    return order.getAnnotation(MessageType.class).value().equals(event.command());
  }

  private void unrung(Call call, CommandRejected event, Effects out) {
    AgentPart agent = call.agent;
    if (agent == null || !call.agentLeg(event.leg()) || agent.step != Step.RINGING) {
      return;
    }
    call.leg(agent.leg)
        .filter(Leg::open)
        .ifPresent(leg -> leg.ended(EndCause.FAILED, EndedBy.SWITCH, event.time()));
    boolean telephone = event.code().equals("pbx.device.unknown");
    agents.fail(call, agent, telephone ? Outcome.UNREACHABLE : Outcome.FAILED, out);
  }

  private void unconnected(Call call, Effects out) {
    if (call.agent != null && call.agent.step == Step.CONNECTING) {
      // One of them has just gone, or the switch is busy: the watchdog tries again in a moment.
      call.wakeAfter(out.now, Agents.CONNECT_PAUSE);
    }
  }

  private static void unrecorded(Call call, CommandRejected event, Effects out) {
    Recording recording = call.recordings.get(event.request());
    if (recording != null && recording.state == Recording.State.ORDERED) {
      recording.become(Recording.State.FAILED);
      out.count("contact.recording.failed");
    }
  }
}
