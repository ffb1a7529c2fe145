// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.contact;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.shuniu.api.base.Ids;
import org.shuniu.api.pbx.EndCause;
import org.shuniu.api.pbx.PbxCommand.ConnectLegs;
import org.shuniu.api.pbx.PbxCommand.HangUpLeg;
import org.shuniu.api.pbx.PbxCommand.PlayPrompt;
import org.shuniu.api.pbx.PbxCommand.RingDevice;
import org.shuniu.api.pbx.PbxCommand.StartRecording;
import org.shuniu.api.pbx.PbxCommand.StopPrompt;
import org.shuniu.api.services.acd.AgentReserved;
import org.shuniu.api.services.contact.AgentServing;
import org.shuniu.api.services.contact.ContactAnswered;
import org.shuniu.api.services.contact.ContactState;
import org.shuniu.api.services.contact.ReservationEnded;
import org.shuniu.api.services.contact.ReservationEnded.Outcome;
import org.shuniu.services.contact.AgentPart.Step;

/** Decides from an agent's reservation until citizen and agent talk. */
final class Agents {
  /** Of the lease, what is kept for the announcement and the connection. */
  private static final Duration AFTER_ANSWER = Duration.ofSeconds(7);

  /** What the ring time-out is given on top, for the switch to tell of it. */
  private static final Duration GRACE = Duration.ofSeconds(3);

  static final Duration CONNECT_PAUSE = Duration.ofMillis(500);

  private static final int MOST_CONNECTS = 3;

  private final Settings settings;
  private final Texts texts;
  private final Arrival arrival;

  Agents(Settings settings, Texts texts, Arrival arrival) {
    this.settings = settings;
    this.texts = texts;
    this.arrival = arrival;
  }

  void reserved(Call call, AgentReserved event, Effects out) {
    if (!call.pastReservations.add(event.reservation())) {
      return;
    }
    AgentPart before = call.agent;
    if (call.is(ContactState.RESERVED) && before != null && before.step == Step.RINGING) {
      // The ACD reserves anew only when the former lease is over.
      withdraw(call, before, Outcome.FAILED, out);
      call.state = ContactState.QUEUED;
    }
    if (!call.is(ContactState.QUEUED)) {
      decline(event, Outcome.CONTACT_GONE, out);
    } else if (!event.pbx().equals(call.pbx)
        || !event.until().minus(AFTER_ANSWER).isAfter(out.now)) {
      decline(event, Outcome.FAILED, out);
      call.wakeAfter(out.now, settings.backoff());
    } else {
      ring(call, event, out);
    }
  }

  static void decline(AgentReserved event, Outcome outcome, Effects out) {
    out.order(
        new ReservationEnded(
            event.contact(), event.agent(), event.reservation(), outcome, out.now));
    out.count("contact.reservation", "outcome", outcome.name());
  }

  private void ring(Call call, AgentReserved event, Effects out) {
    AgentPart agent =
        new AgentPart(
            event.agent(),
            event.userId(),
            event.agentNumber(),
            event.agentName(),
            event.device(),
            Ids.next(),
            event.reservation(),
            Ids.next());
    Duration left = Duration.between(out.now, event.until()).minus(AFTER_ANSWER);
    Duration timeout = settings.ring().compareTo(left) < 0 ? settings.ring() : left;
    call.agent = agent;
    call.state = ContactState.RESERVED;
    call.farewell = false;
    call.legs.put(agent.leg, Leg.begin(agent.leg, Leg.Kind.AGENT, agent.device, out.now));
    call.dirty = true;
    out.order(
        new RingDevice(
            call.pbx, call.id, agent.leg, agent.device, timeout, call.caller, call.data));
    if (settings.announceAgent()) {
      // Spoken while the telephone rings, so that it is there when the agent is.
      out.say(agent.announcement, texts.agent(agent.number));
    }
    call.wakeAt(out.now.plus(timeout).plus(GRACE));
    out.save = true;
  }

  void ringing(Call call, String leg, Instant at, Effects out) {
    call.leg(leg).ifPresent(l -> l.ringing(at));
    AgentPart agent = call.agent;
    if (agent != null && call.agentLeg(leg) && agent.step == Step.RINGING) {
      show(call, agent, out);
    }
  }

  private void show(Call call, AgentPart agent, Effects out) {
    if (!agent.shown) {
      agent.shown = true;
      out.push(agent.userId, "contact.offered");
    }
  }

  void answered(Call call, String leg, Instant at, Effects out) {
    call.leg(leg).ifPresent(l -> l.answered(at));
    AgentPart agent = call.agent;
    if (agent == null || !call.agentLeg(leg)) {
      // A telephone of a former attempt: nobody is there to talk with.
      out.order(new HangUpLeg(call.pbx, call.id, leg));
      return;
    }
    if (agent.step != Step.RINGING || !call.is(ContactState.RESERVED)) {
      return;
    }
    show(call, agent, out);
    if (call.promptPlaying) {
      out.order(new StopPrompt(call.pbx, call.id, call.callerLeg));
    }
    agent.step = Step.ANNOUNCING;
    agent.announceSince = out.now;
    if (!settings.announceAgent() || agent.number.isEmpty()) {
      connect(call, agent, out);
    } else if (agent.audio != null) {
      announce(call, agent, agent.audio, out);
    } else {
      call.wakeAfter(out.now, settings.speech());
    }
  }

  private void announce(Call call, AgentPart agent, String audio, Effects out) {
    agent.playing = true;
    out.order(
        new PlayPrompt(
            call.pbx, call.id, call.callerLeg, agent.announcement, List.of(audio), false));
    call.wakeAfter(out.now, settings.announcement());
  }

  /** The announcement is audio now; where it cannot be had the switch speaks the bare number. */
  void spoken(Call call, String request, Optional<String> audio, Effects out) {
    AgentPart agent = call.agent;
    if (agent == null || !request.equals(agent.announcement) || agent.audio != null) {
      return;
    }
    agent.audio = audio.orElseGet(() -> digits(agent.number));
    if (agent.step == Step.ANNOUNCING && !agent.playing) {
      announce(call, agent, agent.audio, out);
    }
  }

  private static String digits(String number) {
    return "digits:" + number.replaceAll("[^0-9]", "");
  }

  void promptEnded(Call call, String request, Effects out) {
    AgentPart agent = call.agent;
    if (agent != null && request.equals(agent.announcement) && agent.step == Step.ANNOUNCING) {
      connect(call, agent, out);
    }
  }

  private void connect(Call call, AgentPart agent, Effects out) {
    agent.step = Step.CONNECTING;
    agent.connects++;
    out.order(new ConnectLegs(call.pbx, call.id, call.callerLeg, agent.leg));
    call.wakeAfter(out.now, settings.progress());
  }

  /** The caller and this leg hear each other. */
  void connected(Call call, String leg, Effects out) {
    AgentPart agent = call.agent;
    if (agent == null || !call.agentLeg(leg)) {
      return;
    }
    call.parted = false;
    if (!call.is(ContactState.RESERVED)) {
      return;
    }
    agent.step = Step.TALKING;
    call.state = ContactState.ACTIVE;
    call.answeredAt = out.now;
    call.due = null;
    call.dirty = true;
    Duration waited = call.waited().orElse(Duration.ZERO);
    out.fact(call, new ContactAnswered(call.id, agent.agent, call.skill, waited, out.now));
    out.order(
        new ReservationEnded(call.id, agent.agent, agent.reservation, Outcome.ANSWERED, out.now));
    Recording recording = new Recording(Ids.next(), call.callerLeg, out.now);
    call.recordings.put(recording.id, recording);
    out.order(new StartRecording(call.pbx, call.id, call.callerLeg, recording.id));
    out.count("contact.reservation", "outcome", Outcome.ANSWERED.name());
    show(call, agent, out);
    out.push(agent.userId, "contact.updated");
  }

  /** Tells the ACD who is in the talk, and sees that it is recorded. */
  void confirm(Call call, Effects out) {
    AgentPart agent = call.agent;
    if (agent == null || !agent.talking()) {
      return;
    }
    Instant since = call.answeredAt == null ? out.now : call.answeredAt;
    out.order(new AgentServing(call.id, agent.agent, since));
    call.recordings.values().stream()
        .filter(r -> r.state == Recording.State.ORDERED && call.check == null)
        .forEach(r -> out.order(new StartRecording(call.pbx, call.id, r.leg, r.id)));
  }

  /** The agent's leg ended before the talk. */
  void lost(Call call, EndCause cause, Effects out) {
    AgentPart agent = call.agent;
    if (agent != null) {
      fail(call, agent, outcome(agent, cause), out);
    }
  }

  private static Outcome outcome(AgentPart agent, EndCause cause) {
    if (agent.hangUpOrdered || (agent.step != Step.RINGING && cause == EndCause.NORMAL)) {
      return Outcome.REJECTED;
    }
    return switch (cause) {
      case BUSY -> Outcome.BUSY;
      case NO_ANSWER -> Outcome.NO_ANSWER;
      case REJECTED -> Outcome.REJECTED;
      case UNREACHABLE, INVALID_NUMBER -> Outcome.UNREACHABLE;
      default -> Outcome.FAILED;
    };
  }

  /** Nothing came of this agent: the citizen waits again, where the citizen stood. */
  void fail(Call call, AgentPart agent, Outcome outcome, Effects out) {
    withdraw(call, agent, outcome, out);
    call.state = ContactState.QUEUED;
    if (outcome == Outcome.FAILED) {
      call.wakeAfter(out.now, settings.backoff());
    } else {
      arrival.enqueue(call, out);
    }
  }

  private void withdraw(Call call, AgentPart agent, Outcome outcome, Effects out) {
    Ending.release(call, agent, outcome, out);
    call.agent = null;
    call.dirty = true;
  }

  /** The watchdog's look at an attempt that takes too long. */
  void overdue(Call call, Effects out) {
    AgentPart agent = call.agent;
    if (agent == null) {
      call.state = ContactState.QUEUED;
      arrival.enqueue(call, out);
      return;
    }
    switch (agent.step) {
      case RINGING -> fail(call, agent, Outcome.NO_ANSWER, out);
      case ANNOUNCING -> {
        if (agent.playing) {
          connect(call, agent, out);
        } else {
          spoken(call, agent.announcement, Optional.empty(), out);
        }
      }
      default -> {
        if (agent.connects < MOST_CONNECTS) {
          connect(call, agent, out);
        } else {
          fail(call, agent, Outcome.FAILED, out);
        }
      }
    }
  }

  /** Two who talked hear each other no more, and both are there. */
  void reconnect(Call call, Effects out) {
    AgentPart agent = call.agent;
    if (agent != null && agent.talking() && call.check == null) {
      call.parted = false;
      out.order(new ConnectLegs(call.pbx, call.id, call.callerLeg, agent.leg));
    }
  }
}
