// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.contact;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.shuniu.api.base.Ids;
import org.shuniu.api.pbx.PbxCommand.ConnectLegs;
import org.shuniu.api.pbx.PbxCommand.HoldLeg;
import org.shuniu.api.pbx.PbxCommand.RetrieveLeg;
import org.shuniu.api.pbx.PbxCommand.StartRecording;
import org.shuniu.api.pbx.PbxCommand.StopRecording;
import org.shuniu.api.pbx.PbxEvent.CommandRejected;
import org.shuniu.api.services.contact.ContactState;
import org.shuniu.api.services.ivr.StartFlow;
import org.shuniu.api.services.ivr.StopFlow;
import org.shuniu.services.contact.Check.Step;

/**
 * Decides about a proof of identity within a talk (T11). The agent's telephone is held first, and
 * the flow starts only when the switch has said so: the agent hears no key. Nothing is recorded
 * meanwhile. However it goes, the two talk again and a new part of the recording begins, unless one
 * of them has left.
 */
final class Checks {
  /** The published sub-flow that asks. */
  static final String FLOW = "verify";

  private static final int MOST_HOLDS = 2;

  private final Settings settings;

  Checks(Settings settings) {
    this.settings = settings;
  }

  /** The agent wants to know who it is. */
  void begin(Call call, AgentPart agent, Effects out) {
    call.check = new Check(out.now);
    call.recordAgain = true;
    pauseRecordings(call, out);
    hold(call, call.check, agent, out);
    out.count("contact.check");
    changed(call, out);
  }

  private void hold(Call call, Check check, AgentPart agent, Effects out) {
    check.orders++;
    out.order(new HoldLeg(call.pbx, call.id, agent.leg));
    call.wakeAfter(out.now, settings.progress());
  }

  /** The agent's telephone is on hold: now the caller may key. */
  void held(Call call, String leg, Effects out) {
    Check check = call.check;
    if (check != null && check.step == Step.HOLDING && call.agentLeg(leg)) {
      check.become(Step.ASKING, out.now);
      ask(call, check, out);
    }
  }

  /** Starts the flow, or reminds of it; a running one is not disturbed. */
  private void ask(Call call, Check check, Effects out) {
    out.order(
        new StartFlow(
            call.id,
            call.pbx,
            call.callerLeg,
            call.called,
            call.caller,
            Optional.empty(),
            Map.of(),
            Optional.of(FLOW)));
    call.wakeAfter(out.now, check.seen ? settings.snapshot() : settings.progress());
  }

  /** The flow is over, whatever came of it. */
  void flowEnded(Call call, Effects out) {
    Check check = call.check;
    if (check != null && check.step == Step.ASKING) {
      goBack(call, check, out);
    }
  }

  /** The agent does not want to wait for it any more. */
  void abort(Call call, Effects out) {
    Check check = call.check;
    if (check != null && check.step != Step.RETURNING) {
      out.order(new StopFlow(call.id));
      goBack(call, check, out);
    }
  }

  private void goBack(Call call, Check check, Effects out) {
    check.become(Step.RETURNING, out.now);
    connect(call, check, out);
  }

  /** First the gentle way; a switch that knows of no hold is ordered to connect the two. */
  private void connect(Call call, Check check, Effects out) {
    AgentPart agent = call.agent;
    if (agent != null) {
      boolean gentle = check.orders == 0 && !call.parted;
      out.order(
          gentle
              ? new RetrieveLeg(call.pbx, call.id, agent.leg)
              : new ConnectLegs(call.pbx, call.id, call.callerLeg, agent.leg));
    }
    check.orders++;
    call.wakeAfter(out.now, settings.progress());
  }

  /**
   * The two hear each other again: by order, or all the same, and then the caller must not key
   * anything more.
   */
  void together(Call call, String leg, Effects out) {
    Check check = call.check;
    if (check == null || !call.agentLeg(leg)) {
      return;
    }
    if (check.step == Step.ASKING) {
      out.order(new StopFlow(call.id));
    }
    // While the hold is on its way an old connection may still be told.
    if (check.step != Step.HOLDING) {
      over(call, out);
    }
  }

  private void over(Call call, Effects out) {
    call.check = null;
    call.parted = false;
    call.due = null;
    changed(call, out);
    recordAgain(call, out);
  }

  /** One of the two has left, or the talk is over for another reason. */
  void ended(Call call, Effects out) {
    if (call.check != null) {
      out.order(new StopFlow(call.id));
      call.check = null;
    }
    call.recordAgain = false;
  }

  /** The switch does not do what was ordered. */
  void refused(Call call, CommandRejected event, boolean hold, Effects out) {
    Check check = call.check;
    if (check == null || !call.agentLeg(event.leg())) {
      return;
    }
    if (hold && check.step == Step.HOLDING) {
      out.count("contact.check.refused", "code", event.code());
      over(call, out);
    } else if (!hold && check.step == Step.RETURNING) {
      call.wakeAfter(out.now, Agents.CONNECT_PAUSE);
    }
  }

  /** The watchdog's look. */
  void overdue(Call call, Check check, Effects out) {
    AgentPart agent = call.agent;
    switch (check.step) {
      case HOLDING -> {
        if (check.orders < MOST_HOLDS && agent != null) {
          hold(call, check, agent, out);
        } else {
          // Whether it is held is not known: it shall not be.
          goBack(call, check, out);
        }
      }
      case ASKING -> {
        Duration patience = check.seen ? settings.check() : settings.flow();
        if (check.stepSince.plus(patience).isAfter(out.now)) {
          ask(call, check, out);
        } else {
          out.count("contact.check.overdue");
          abort(call, out);
        }
      }
      case RETURNING -> connect(call, check, out);
    }
  }

  /**
   * A snapshot shows the agent's telephone on hold. That a hub has forgotten why, as after a
   * restart in the middle of a check, is made good: the two talk again.
   */
  void foundHeld(Call call, Effects out) {
    Check check = call.check;
    if (check == null) {
      out.order(new StopFlow(call.id));
      call.check = new Check(out.now);
      call.recordAgain = true;
      pauseRecordings(call, out);
      goBack(call, call.check, out);
      changed(call, out);
    } else if (check.step == Step.HOLDING) {
      check.become(Step.ASKING, out.now);
      ask(call, check, out);
    }
  }

  private static void pauseRecordings(Call call, Effects out) {
    for (Recording recording : call.recordings.values()) {
      if (recording.open()) {
        out.order(new StopRecording(call.pbx, call.id, recording.leg, recording.id));
      }
      if (recording.state == Recording.State.ORDERED) {
        // Perhaps it never began; if it did, its end is told and it is complete all the same.
        recording.become(Recording.State.FAILED);
      }
    }
  }

  /** The talk is recorded again when the part before has ended: a leg has one recording at most. */
  void recordAgain(Call call, Effects out) {
    if (!call.recordAgain || call.check != null || !call.is(ContactState.ACTIVE)) {
      return;
    }
    if (call.recordings.values().stream().anyMatch(Recording::open)) {
      call.wakeAfter(out.now, settings.progress());
      return;
    }
    record(call, out);
  }

  /** The end of the part before is not told: it will not be waited for. */
  void recordOverdue(Call call, Effects out) {
    if (call.recordAgain && call.check == null) {
      record(call, out);
    }
  }

  private static void record(Call call, Effects out) {
    call.recordAgain = false;
    Recording recording = new Recording(Ids.next(), call.callerLeg, out.now);
    call.recordings.put(recording.id, recording);
    out.order(new StartRecording(call.pbx, call.id, call.callerLeg, recording.id));
    out.save = true;
  }

  private static void changed(Call call, Effects out) {
    if (call.agent != null) {
      out.push(call.agent.userId, "contact.updated");
    }
  }
}
