// SPDX-License-Identifier: Apache-2.0
package org.shuniu.pbx.simulator;

import java.time.Duration;
import java.util.Map;
import org.shuniu.api.base.HubException;
import org.shuniu.api.pbx.EndCause;
import org.shuniu.api.pbx.EndedBy;
import org.shuniu.api.pbx.PbxCommand;
import org.shuniu.api.pbx.PbxEvent;
import org.shuniu.api.pbx.PbxEvent.Outcome;

/** What the hub orders, and when it is refused. Guarded by the switch. */
final class Orders {
  /** How long it takes until a telephone that was called rings, or tells why it does not. */
  private static final Duration SIGNALLING = Duration.ofMillis(20);

  private final SimSwitch pbx;

  Orders(SimSwitch pbx) {
    this.pbx = pbx;
  }

  void carryOut(PbxCommand command) {
    if (command instanceof PbxCommand.RingDevice ring) {
      ring(ring);
    } else if (command instanceof PbxCommand.HangUpLeg) {
      hangUp(command);
    } else if (command instanceof PbxCommand.TakeSnapshot) {
      pbx.tell(pbx.snapshot());
    } else {
      carryOut(command, leg(command.leg()));
    }
  }

  private void carryOut(PbxCommand command, SimLeg leg) {
    if (command instanceof PbxCommand.AnswerCall || command instanceof PbxCommand.AnswerDevice) {
      pbx.answer(leg);
    } else if (command instanceof PbxCommand.PlayPrompt
        || command instanceof PbxCommand.CollectDigits) {
      boolean free = leg.partner == null || leg.partner.held;
      require(leg.answered && free && !leg.held, command);
      leg.media().add(command);
    } else if (command instanceof PbxCommand.StopPrompt) {
      leg.media().stop(Outcome.INTERRUPTED);
    } else if (command instanceof PbxCommand.ConnectLegs connect) {
      SimLeg other = leg(connect.legB());
      require(leg.answered && other.answered && leg != other, command);
      pbx.connect(leg, other);
    } else if (command instanceof PbxCommand.HoldLeg) {
      require(leg.partner != null, command);
      pbx.hold(leg, true);
    } else if (command instanceof PbxCommand.RetrieveLeg) {
      require(leg.partner != null, command);
      pbx.hold(leg, false);
    } else if (command instanceof PbxCommand.MuteLeg mute) {
      pbx.mute(leg, mute.muted());
    } else if (command instanceof PbxCommand.StartRecording) {
      require(leg.answered, command);
      pbx.recordings().start(leg, command.request());
    } else if (command instanceof PbxCommand.StopRecording) {
      pbx.recordings().stop(leg, command.request());
    } else if (command instanceof PbxCommand.AttachData attach) {
      leg.data.putAll(attach.data());
    } else {
      throw HubException.external("pbx.capability.missing", Map.of("command", command.toString()));
    }
  }

  private static void require(boolean possible, PbxCommand command) {
    if (!possible) {
      throw HubException.external(
          "pbx.switch.refused", Map.of("command", command.getClass().getSimpleName()));
    }
  }

  private SimLeg leg(String id) {
    return pbx.leg(id)
        .orElseThrow(() -> HubException.external("pbx.leg.unknown", Map.of("leg", id)));
  }

  private void ring(PbxCommand.RingDevice order) {
    SimPhone phone =
        pbx.phone(order.device())
            .orElseThrow(
                () ->
                    HubException.external("pbx.device.unknown", Map.of("device", order.device())));
    if (pbx.knows(order.leg())) {
      return; // the same order again
    }
    if (!pbx.hasCall(order.call())) {
      throw HubException.external("pbx.call.unknown", Map.of("call", order.call()));
    }
    SimLeg leg = SimLeg.to(phone, pbx, order.call(), order.leg(), order.shownNumber());
    leg.data.putAll(order.data());
    pbx.enter(leg);
    leg.ringing = pbx.after(SIGNALLING, () -> reached(leg, phone, order.timeout()));
  }

  private void reached(SimLeg leg, SimPhone phone, Duration timeout) {
    if (!phone.registered) {
      pbx.end(leg, EndCause.UNREACHABLE, EndedBy.SWITCH);
    } else if (phone.manner == SimPhone.Manner.BUSY || phone.leg != null) {
      pbx.end(leg, EndCause.BUSY, EndedBy.PARTY);
    } else {
      phone.leg = leg;
      pbx.tellDevice(phone);
      pbx.tell(new PbxEvent.LegRinging(pbx.name(), leg.call(), leg.id(), pbx.now()));
      Duration reaction = phone.reaction();
      if (phone.manner == SimPhone.Manner.RINGS || reaction.compareTo(timeout) >= 0) {
        leg.ringing = pbx.after(timeout, () -> pbx.end(leg, EndCause.NO_ANSWER, EndedBy.SWITCH));
      } else if (phone.manner == SimPhone.Manner.DECLINES) {
        leg.ringing = pbx.after(reaction, () -> pbx.leave(leg));
      } else {
        leg.ringing = pbx.after(reaction, () -> pbx.pickUp(leg));
      }
    }
  }

  private void hangUp(PbxCommand command) {
    // A leg that is not there has ended already.
    pbx.leg(command.leg()).ifPresent(this::hangUp);
  }

  private void hangUp(SimLeg leg) {
    boolean ordered = leg.phone().isPresent();
    EndCause unanswered = ordered ? EndCause.CANCELLED : EndCause.REJECTED;
    pbx.end(leg, leg.answered ? EndCause.NORMAL : unanswered, EndedBy.HUB);
  }
}
