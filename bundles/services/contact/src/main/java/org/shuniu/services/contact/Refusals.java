// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.contact;

import java.time.Duration;
import java.time.Instant;
import org.shuniu.api.base.MessageType;
import org.shuniu.api.pbx.EndCause;
import org.shuniu.api.pbx.EndedBy;
import org.shuniu.api.pbx.PbxCommand;
import org.shuniu.api.pbx.PbxCommand.ConnectLegs;
import org.shuniu.api.pbx.PbxCommand.HoldLeg;
import org.shuniu.api.pbx.PbxCommand.PlayPrompt;
import org.shuniu.api.pbx.PbxCommand.RetrieveLeg;
import org.shuniu.api.pbx.PbxCommand.RingDevice;
import org.shuniu.api.pbx.PbxCommand.StartRecording;
import org.shuniu.api.pbx.PbxEvent.CommandRejected;
import org.shuniu.api.services.contact.ReservationEnded.Outcome;
import org.shuniu.services.contact.AgentPart.Step;

/**
 * Decides what to do when the switch refuses an order. Where nothing is said here, the watchdog
 * orders it again or a snapshot shows what is the case.
 *
 * <p>A switch that does not know a leg has it no more: a driver takes no orders before it knows
 * what its switch holds, and tells the end of a leg before it refuses orders for it. So whoever is
 * refused as unknown and is open here ended while nobody listened. Only a leg that has just begun
 * is given a moment, for the order may have been quicker than the switch.
 */
final class Refusals {
  private static final String CALL_UNKNOWN = "pbx.call.unknown";
  private static final String LEG_UNKNOWN = "pbx.leg.unknown";

  /** A leg that is younger may still be in the making. */
  private static final Duration YOUNG = Duration.ofSeconds(2);

  private final Arrival arrival;
  private final Agents agents;
  private final Endings endings;

  private final Checks checks;

  Refusals(Arrival arrival, Agents agents, Endings endings, Checks checks) {
    this.checks = checks;
    this.arrival = arrival;
    this.agents = agents;
    this.endings = endings;
  }

  void rejected(Call call, CommandRejected event, Effects out) {
    out.count("contact.order.rejected", "command", event.command(), "code", event.code());
    carryOn(call, event, out);
    if (event.code().equals(CALL_UNKNOWN)) {
      // Without a call there is no leg of it, whichever the order was for.
      gone(call, call.callerLeg, out);
    } else if (event.code().equals(LEG_UNKNOWN) && !of(event, ConnectLegs.class)) {
      gone(call, event.leg(), out);
    }
  }

  private void gone(Call call, String id, Effects out) {
    call.leg(id)
        .filter(Leg::open)
        .ifPresent(
            leg -> {
              Instant grown = leg.startedAt.plus(YOUNG);
              if (grown.isAfter(out.now)) {
                call.doubt(id, grown);
              } else {
                out.count("contact.leg.lost", "kind", leg.kind.name());
                endings.gone(call, id, out);
              }
            });
  }

  private void carryOn(Call call, CommandRejected event, Effects out) {
    if (of(event, RingDevice.class)) {
      unrung(call, event, out);
    } else if (of(event, PlayPrompt.class)) {
      // A prompt is a courtesy: the call goes on without it.
      agents.promptEnded(call, event.request(), out);
      arrival.promptEnded(call, event.request(), out);
    } else if (of(event, ConnectLegs.class)) {
      unconnected(call, event, out);
    } else if (of(event, HoldLeg.class)) {
      checks.refused(call, event, true, out);
    } else if (of(event, RetrieveLeg.class)) {
      checks.refused(call, event, false, out);
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

  private void unconnected(Call call, CommandRejected event, Effects out) {
    AgentPart agent = call.agent;
    if (agent == null || agent.step != Step.CONNECTING) {
      return;
    }
    if (event.code().equals(LEG_UNKNOWN)) {
      // Which of the two is not said. The attempt has failed either way, and the next order for
      // the caller shows whether the caller is there.
      agents.fail(call, agent, Outcome.FAILED, out);
    } else {
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
