// SPDX-License-Identifier: Apache-2.0
package org.shuniu.pbx.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.shuniu.api.base.HubException;
import org.shuniu.api.base.Ids;
import org.shuniu.api.pbx.DeviceState;
import org.shuniu.api.pbx.EndCause;
import org.shuniu.api.pbx.EndedBy;
import org.shuniu.api.pbx.PbxCommand;
import org.shuniu.api.pbx.PbxEvent;
import org.shuniu.api.pbx.PbxEvent.Outcome;
import org.shuniu.api.pbx.PbxSnapshot;

/**
 * The simulated switch: legs, telephones, and who talks with whom. It lives on while no driver is
 * there. One lock guards it and everything in it; events are told under that lock, in order.
 */
final class SimSwitch {
  private static final int REMEMBERED = 20_000;

  private final Timers timers;
  private final Recordings recordings;
  private final Orders orders = new Orders(this);
  private final Line line = new Line();
  private final AudioLengths lengths = new AudioLengths();
  private final Map<String, SimLeg> legs = new LinkedHashMap<>();
  private final Map<String, SimPhone> phones = new LinkedHashMap<>();

  /** How many legs each call has. */
  private final Map<String, Integer> calls = new HashMap<>();

  /** Legs that are over: an order for one of them that comes late is no new order. */
  private final Map<String, Boolean> over =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
          return size() > REMEMBERED;
        }
      };

  SimSwitch(Timers timers, Recorder recorder) {
    this.timers = timers;
    this.recordings = new Recordings(this, recorder);
  }

  // --- for the driver

  /** A driver is there: it is told the present state, and from then on everything. */
  synchronized void attach(String name, Line.Listener driver) {
    line.attach(name, driver);
    phones.values().forEach(SimPhone::news);
    greet();
  }

  /** The driver is gone; calls go on. */
  synchronized void detach() {
    line.detach();
  }

  synchronized void cutLine() {
    line.interrupt();
  }

  synchronized void restoreLine() {
    if (line.cut()) {
      line.restore();
      greet();
    }
  }

  private void greet() {
    if (!line.up()) {
      return;
    }
    tell(snapshot());
    line.greeted();
    legs.values().stream().filter(leg -> !leg.told).toList().forEach(this::offer);
  }

  /** The driver asks for the present state. */
  synchronized PbxSnapshot ask() {
    requireLine();
    return snapshot();
  }

  private void requireLine() {
    if (!line.up()) {
      throw HubException.external("pbx.link.offline", Map.of("pbx", name()));
    }
  }

  PbxSnapshot snapshot() {
    return new PbxSnapshot(
        name(),
        legs.values().stream().filter(leg -> leg.told).map(SimLeg::look).toList(),
        phones.values().stream().collect(Collectors.toMap(SimPhone::device, SimPhone::state)),
        now());
  }

  /** Carries out an order, or throws a {@code HubException} that tells why not. */
  synchronized void execute(PbxCommand command) {
    requireLine();
    orders.carryOut(command);
  }

  // --- for people

  /** Adds a telephone. */
  synchronized void add(SimPhone phone) {
    phones.put(phone.device(), phone);
    phone.news();
  }

  /** Somebody calls; the answer is the leg. */
  synchronized SimLeg dial(String from, String to, Map<String, String> data, Person person) {
    SimLeg leg =
        SimLeg.outside(this, Ids.next(), Ids.next(), Clean.number(from), Clean.number(to), person);
    leg.data.putAll(Clean.data(data));
    enter(leg);
    if (line.up()) {
      offer(leg);
    }
    return leg;
  }

  void enter(SimLeg leg) {
    legs.put(leg.id(), leg);
    calls.merge(leg.call(), 1, Integer::sum);
  }

  private void offer(SimLeg leg) {
    leg.told = true;
    tell(
        new PbxEvent.CallOffered(
            name(), leg.call(), leg.id(), leg.caller(), leg.called(), Map.copyOf(leg.data), now()));
  }

  /** The party of the leg hangs up, or gives up. */
  synchronized void leave(SimLeg leg) {
    boolean declined = !leg.answered && leg.phone().isPresent();
    EndCause unanswered = declined ? EndCause.REJECTED : EndCause.CANCELLED;
    end(leg, leg.answered ? EndCause.NORMAL : unanswered, EndedBy.PARTY);
  }

  /** The party of the leg presses a key. */
  synchronized void press(SimLeg leg, char key) {
    if (!leg.over) {
      leg.media().key(key);
    }
  }

  /** The telephone is picked up. */
  synchronized void pickUp(SimLeg leg) {
    if (!leg.over) {
      answer(leg);
    }
  }

  /** Changes a telephone, or looks at it. */
  synchronized <T> T with(String device, Function<SimPhone, T> use) {
    SimPhone phone =
        Optional.ofNullable(phones.get(device))
            .orElseThrow(
                () -> HubException.external("pbx.device.unknown", Map.of("device", device)));
    T result = use.apply(phone);
    tellDevice(phone);
    return result;
  }

  /** Looks at a leg. */
  synchronized <T> T look(SimLeg leg, Function<SimLeg, T> look) {
    return look.apply(leg);
  }

  /** Ends everything. */
  synchronized void clear() {
    List.copyOf(legs.values()).forEach(leg -> end(leg, EndCause.FAILED, EndedBy.SWITCH));
  }

  synchronized int calls() {
    return calls.size();
  }

  // --- what happens

  void answer(SimLeg leg) {
    if (leg.answered) {
      return;
    }
    leg.answered = true;
    leg.ringing.cancel();
    leg.phone().ifPresent(this::tellDevice);
    tell(new PbxEvent.LegAnswered(name(), leg.call(), leg.id(), now()));
    leg.person().answered();
  }

  void connect(SimLeg a, SimLeg b) {
    if (a.partner == b) {
      return;
    }
    separate(a);
    separate(b);
    a.media().stop(Outcome.INTERRUPTED);
    b.media().stop(Outcome.INTERRUPTED);
    a.partner = b;
    b.partner = a;
    tell(new PbxEvent.LegsConnected(name(), a.call(), a.id(), b.id(), now()));
    a.person().talking();
    b.person().talking();
  }

  private void separate(SimLeg leg) {
    SimLeg other = leg.partner;
    if (other == null) {
      return;
    }
    leg.partner = null;
    other.partner = null;
    leg.held = false;
    other.held = false;
    tell(new PbxEvent.LegsDisconnected(name(), leg.call(), leg.id(), other.id(), now()));
  }

  void hold(SimLeg leg, boolean hold) {
    if (leg.held != hold) {
      leg.held = hold;
      if (!hold && leg.partner != null) {
        leg.partner.media().stop(Outcome.INTERRUPTED);
      }
      tell(
          hold
              ? new PbxEvent.LegHeld(name(), leg.call(), leg.id(), now())
              : new PbxEvent.LegRetrieved(name(), leg.call(), leg.id(), now()));
    }
  }

  void mute(SimLeg leg, boolean muted) {
    if (leg.muted != muted) {
      leg.muted = muted;
      tell(new PbxEvent.LegMuted(name(), leg.call(), leg.id(), muted, now()));
    }
  }

  void end(SimLeg leg, EndCause cause, EndedBy by) {
    if (leg.over) {
      return;
    }
    leg.over = true;
    leg.ringing.cancel();
    legs.remove(leg.id());
    calls.computeIfPresent(leg.call(), (call, count) -> count == 1 ? null : count - 1);
    over.put(leg.id(), true);
    leg.media().stop(Outcome.FAILED);
    SimLeg other = leg.partner;
    separate(leg);
    recordings.stopAll(leg);
    if (leg.told) {
      tell(new PbxEvent.LegEnded(name(), leg.call(), leg.id(), cause, by, now()));
    }
    leg.phone().filter(phone -> phone.leg == leg).ifPresent(this::free);
    leg.person().ended();
    if (other != null) {
      other.person().alone();
    }
  }

  private void free(SimPhone phone) {
    phone.leg = null;
    tellDevice(phone);
  }

  void tellDevice(SimPhone phone) {
    Optional<DeviceState> news = phone.news();
    news.ifPresent(state -> tell(new PbxEvent.DeviceChanged(name(), phone.device(), state, now())));
  }

  // --- for its parts

  Instant now() {
    return timers.now();
  }

  String name() {
    return line.pbx();
  }

  /** A leg that is there. */
  Optional<SimLeg> leg(String id) {
    return Optional.ofNullable(legs.get(id));
  }

  Optional<SimPhone> phone(String device) {
    return Optional.ofNullable(phones.get(device));
  }

  /** Whether a leg of this id is there, or was. */
  boolean knows(String leg) {
    return legs.containsKey(leg) || over.containsKey(leg);
  }

  /** Whether the call has a leg. */
  boolean hasCall(String call) {
    return calls.containsKey(call);
  }

  Recordings recordings() {
    return recordings;
  }

  AudioLengths lengths() {
    return lengths;
  }

  void tell(PbxEvent event) {
    line.tell(event);
  }

  /**
   * Later, under the lock. A task that was cancelled under the lock does not run, even if it was
   * due already and waited for the lock.
   */
  Timers.Handle after(Duration delay, Runnable task) {
    AtomicBoolean cancelled = new AtomicBoolean();
    Timers.Handle handle = timers.after(delay, () -> runUnless(cancelled, task));
    return () -> {
      cancelled.set(true);
      handle.cancel();
    };
  }

  private synchronized void runUnless(AtomicBoolean cancelled, Runnable task) {
    if (!cancelled.get()) {
      task.run();
    }
  }

  /** Later, without the lock: for work on files. */
  void aside(Runnable task) {
    timers.after(Duration.ZERO, task);
  }

  /** Tells something from outside of the lock. */
  synchronized void report(PbxEvent event) {
    tell(event);
  }
}
