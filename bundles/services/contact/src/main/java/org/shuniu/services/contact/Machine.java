// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.contact;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.shuniu.api.pbx.PbxCapability;
import org.shuniu.api.pbx.PbxEvent;
import org.shuniu.api.pbx.PbxSnapshot;
import org.shuniu.api.services.acd.AgentReserved;
import org.shuniu.api.services.acd.EnqueueRejected;
import org.shuniu.api.services.acd.QueuePlaceAnnounced;
import org.shuniu.api.services.citizen.CallerVerified;
import org.shuniu.api.services.contact.ContactState;
import org.shuniu.api.services.contact.ContactWrappedUp;
import org.shuniu.api.services.ivr.FlowEnded;

/**
 * Decides: what a call becomes and what is to be done when something happens. Knows no bus, no
 * database, no clock and no thread; the same call and the same happening give the same decision.
 * Whatever comes in whatever state, twice, late or out of order, is accepted. What always holds:
 *
 * <ul>
 *   <li>{@code ContactOffered} first and once, {@code ContactEnded} once;
 *   <li>each reservation is answered by one {@code ReservationEnded};
 *   <li>a leg that is not needed any more is ordered to end until the switch has told its end.
 * </ul>
 */
final class Machine {
  /** Two legs that were parted are given so long for the end of one to be told. */
  private static final Duration PARTED = Duration.ofSeconds(3);

  private final Arrival arrival;
  private final Agents agents;
  private final Endings endings;
  private final Controls controls;
  private final Refusals refusals;
  private final Reconciliation reconciliation;
  private final Watchdog watchdog;
  private final Checks checks;
  private final Verifications verifications = new Verifications();

  Machine(Settings settings, Texts texts) {
    checks = new Checks(settings);
    Ending ending = new Ending(settings, checks);
    arrival = new Arrival(settings, texts, ending);
    agents = new Agents(settings, texts, arrival);
    endings = new Endings(agents, ending);
    controls = new Controls(settings, checks);
    refusals = new Refusals(arrival, agents, endings, checks);
    reconciliation = new Reconciliation(arrival, agents, checks);
    watchdog = new Watchdog(settings, arrival, agents, ending, endings, checks);
  }

  void begin(Call call, Effects out) {
    arrival.begin(call, out);
  }

  void legRinging(Call call, PbxEvent.LegRinging event, Effects out) {
    agents.ringing(call, event.leg(), event.time(), out);
  }

  void legAnswered(Call call, PbxEvent.LegAnswered event, Effects out) {
    if (event.leg().equals(call.callerLeg)) {
      arrival.callerAnswered(call, event.time(), out);
    } else {
      agents.answered(call, event.leg(), event.time(), out);
    }
  }

  void legEnded(Call call, PbxEvent.LegEnded event, Effects out) {
    endings.legEnded(call, event, out);
  }

  void promptEnded(Call call, PbxEvent.PromptEnded event, Effects out) {
    agents.promptEnded(call, event.request(), out);
    arrival.promptEnded(call, event.request(), out);
  }

  void legsConnected(Call call, PbxEvent.LegsConnected event, Effects out) {
    String other = event.legA().equals(call.callerLeg) ? event.legB() : event.legA();
    agents.connected(call, other, out);
    checks.together(call, other, out);
  }

  void legsDisconnected(Call call, PbxEvent.LegsDisconnected event, Effects out) {
    boolean ours = call.agentLeg(event.legA()) || call.agentLeg(event.legB());
    if (ours && call.is(ContactState.ACTIVE) && !call.held) {
      call.parted = true;
      if (call.check == null) {
        call.wakeAfter(out.now, PARTED);
      }
    }
  }

  void legHeld(Call call, PbxEvent.LegHeld event, Effects out) {
    controls.held(call, event.leg(), true, out);
    checks.held(call, event.leg(), out);
  }

  void legRetrieved(Call call, PbxEvent.LegRetrieved event, Effects out) {
    controls.held(call, event.leg(), false, out);
    checks.together(call, event.leg(), out);
  }

  void legMuted(Call call, PbxEvent.LegMuted event, Effects out) {
    controls.muted(call, event.leg(), event.muted(), out);
  }

  void recordingStarted(Call call, PbxEvent.RecordingStarted event, Effects out) {
    Recording recording = recording(call, event.recording(), event.leg(), event.time());
    if (recording.state == Recording.State.ORDERED) {
      recording.become(Recording.State.RUNNING);
    }
  }

  void recordingStopped(Call call, PbxEvent.RecordingStopped event, Effects out) {
    Recording recording = recording(call, event.recording(), event.leg(), event.time());
    if (recording.state != Recording.State.COMPLETE) {
      recording.complete(event.uri(), event.length(), event.bytes());
      out.save = true;
      if (call.agent != null) {
        out.push(call.agent.userId, "contact.updated");
      }
      checks.recordAgain(call, out);
    }
  }

  /** A recording that the hub ordered and forgot is a recording of this call all the same. */
  private static Recording recording(Call call, String id, String leg, Instant at) {
    return call.recordings.computeIfAbsent(id, key -> new Recording(key, leg, at));
  }

  void commandRejected(Call call, PbxEvent.CommandRejected event, Effects out) {
    refusals.rejected(call, event, out);
  }

  void flowEnded(Call call, FlowEnded event, Effects out) {
    arrival.flowEnded(call, event, out);
    checks.flowEnded(call, out);
  }

  /** The flow gave a sign of life. */
  void flowSign(Call call) {
    call.flowSeen = true;
    if (call.check != null) {
      call.check.seen = true;
    }
  }

  /** It is known who the caller is, or not any more. */
  void verified(Call call, CallerVerified event, Effects out) {
    verifications.verified(call, event, out);
  }

  void agentReserved(Call call, AgentReserved event, Effects out) {
    agents.reserved(call, event, out);
  }

  void enqueueRejected(Call call, EnqueueRejected event, Effects out) {
    arrival.enqueueRejected(call, event, out);
  }

  void placeAnnounced(Call call, QueuePlaceAnnounced event, Effects out) {
    arrival.placeAnnounced(call, event, out);
  }

  /** A text has become audio, or it cannot be had. */
  void spoken(Call call, String request, Optional<String> audio, Effects out) {
    agents.spoken(call, request, audio, out);
    arrival.spoken(call, request, audio, out);
  }

  void control(Call call, String userId, Control control, Set<PbxCapability> can, Effects out) {
    controls.use(call, userId, control, can, out);
  }

  /** The agent noted what it was about; may be noted again. */
  void wrappedUp(Call call, WrapUp wrapUp, Effects out) {
    call.wrapUp = wrapUp;
    call.wrapUpDirty = true;
    call.dirty = true;
    if (call.is(ContactState.AFTER_CONTACT_WORK)) {
      call.state = ContactState.CLOSED;
    }
    String agent = call.agent == null ? "" : call.agent.agent;
    out.fact(call, new ContactWrappedUp(call.id, agent, wrapUp.category(), wrapUp.at()));
    out.push(wrapUp.userId(), "contact.updated");
  }

  /** The wrap-up has taken too long: the contact is closed without; it may still be noted. */
  void wrapUpOverdue(Call call, Effects out) {
    if (call.is(ContactState.AFTER_CONTACT_WORK)) {
      call.state = ContactState.CLOSED;
      call.dirty = true;
      out.save = true;
    }
  }

  void snapshot(Call call, Map<String, PbxSnapshot.Leg> legs, Instant taken, Effects out) {
    reconciliation.compare(call, legs, taken, out);
  }

  /** Whether {@link #tick} would do something. */
  boolean restless(Call call, Instant now) {
    return watchdog.wants(call, now);
  }

  void tick(Call call, Effects out) {
    watchdog.look(call, out);
  }
}
