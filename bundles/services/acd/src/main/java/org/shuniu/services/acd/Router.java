// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.acd;

import static java.util.stream.Collectors.toSet;
import static org.shuniu.api.services.acd.AgentState.BUSY;
import static org.shuniu.api.services.acd.AgentState.RESERVED;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.shuniu.api.pbx.PbxSnapshot;
import org.shuniu.api.services.acd.AgentState;
import org.shuniu.api.services.acd.EnqueueContact;
import org.shuniu.api.services.acd.EnqueueRejected;
import org.shuniu.api.services.contact.AgentReleased;
import org.shuniu.api.services.contact.AgentServing;
import org.shuniu.api.services.contact.ReservationEnded;

/**
 * Decides which agent gets which contact (T12). Owns the live state: every method takes its one
 * lock, changes memory only and never waits; what follows is handed to {@code effects} in the order
 * of the decisions. Time passes by {@link #tick}.
 *
 * <p>Promises: an agent has at most one contact, a contact at most one reservation; nobody is ready
 * while a contact waits that this agent may serve; every reservation ends, by word of the contact
 * service or by its lease.
 */
final class Router {
  private final Clock clock;
  private final Duration lease;
  private final Consumer<Effect> effects;
  private final Matcher matcher = new Matcher();
  private final Deadlines deadlines = new Deadlines();
  private final Map<String, Skill> skills = new TreeMap<>();
  private final Map<String, Agent> serving = new HashMap<>();
  private final Roster roster;
  private final Reservations reservations;
  private final WaitingRoom room;

  /**
   * A router without agents.
   *
   * @param effects called under the lock; must not block
   * @param held whether nobody shall be reserved now, because it could not be written
   */
  Router(Clock clock, Rules rules, Consumer<Effect> effects, BooleanSupplier held) {
    this.clock = clock;
    this.lease = rules.lease();
    this.effects = effects;
    this.roster = new Roster(clock, rules, matcher, deadlines, effects, this::offer);
    this.reservations =
        new Reservations(clock, lease, matcher, deadlines, roster, effects, held, this::answered);
    this.room =
        new WaitingRoom(
            clock, skills, matcher, deadlines, effects, reservations::holds, reservations::match);
  }

  private void offer(Agent agent) {
    reservations.offer(agent);
  }

  /** Adds a skill or changes one. */
  synchronized void put(Skill skill) {
    skills.put(skill.code(), skill);
    matcher.put(skill);
    roster.breaks().changed();
    resume();
  }

  /** Adds an agent or changes who one is. */
  synchronized void put(AgentProfile profile) {
    Optional<Agent> known = roster.find(profile.id());
    if (known.isPresent()) {
      roster.change(known.get(), profile);
      return;
    }
    Agent agent = roster.add(profile, Status.fresh(clock.instant()));
    if (profile.unattended()) {
      roster.request(agent, Posture.READY, false);
    }
  }

  /** Takes up an agent after a restart; a contact that holds the agent must be confirmed. */
  synchronized void restore(AgentProfile profile, Status status) {
    roster.breaks().blindFor(lease);
    Agent agent = roster.add(profile, status);
    if (!status.engaged()) {
      return;
    }
    if (status.state() == BUSY) {
      status.contact().ifPresent(contact -> serving.put(contact, agent));
    }
    doubt(agent);
  }

  /** Unless somebody confirms the agent's contact within a lease, it is taken to be over. */
  private void doubt(Agent agent) {
    agent.confirmed(false);
    deadlines.at(
        clock.instant().plus(lease),
        () -> {
          if (!agent.confirmed()) {
            agent.status().contact().ifPresent(contact -> serving.remove(contact, agent));
            roster.settle(agent);
          }
        });
  }

  /**
   * What a switch holds: telephones, and calls; an agent whose call it does not know is doubted.
   */
  synchronized void snapshot(PbxSnapshot snapshot) {
    snapshot.devices().forEach((device, state) -> roster.device(snapshot.pbx(), device, state));
    Set<String> calls = snapshot.legs().stream().map(PbxSnapshot.Leg::call).collect(toSet());
    for (Agent agent : serving.values()) {
      boolean here = agent.profile().pbx().equals(snapshot.pbx());
      boolean before = agent.status().since().isBefore(snapshot.time());
      if (here
          && before
          && agent.confirmed()
          && agent.status().contact().filter(calls::contains).isEmpty()) {
        doubt(agent);
      }
    }
  }

  /** Does what has become due. */
  synchronized void tick() {
    deadlines.run(clock.instant());
  }

  /** Matches whoever can be matched; called when nothing is held any more. */
  synchronized void resume() {
    reservations.matchAll();
  }

  /** Reads or changes the agents under the lock. */
  synchronized <T> T roster(Function<Roster, T> work) {
    return work.apply(roster);
  }

  /** Looks at everything at one moment. */
  synchronized <T> T look(Function<Scene, T> work) {
    return work.apply(new Scene(skills, roster, matcher));
  }

  /** What {@link #look} shows; not to be changed. */
  record Scene(Map<String, Skill> skills, Roster roster, Matcher matcher) {}

  /**
   * A contact shall wait.
   *
   * @param told when it was told; what is older than an agent's answer is a repetition
   */
  synchronized void enqueue(EnqueueContact command, Instant told) {
    @Nullable Reservation reservation = reservations.of(command.contact()).orElse(null);
    if (reservation != null && same(reservation.waiting(), command)) {
      reservations.retell(reservation);
      return;
    }
    if (reservation != null) {
      reservations.revoke(reservation);
    }
    boolean waits = matcher.waiting(command.contact()).filter(w -> same(w, command)).isPresent();
    if (waits || repeated(command.contact(), told)) {
      return;
    }
    forget(command.contact());
    @Nullable Skill skill = skills.get(command.skill());
    if (skill == null) {
      reject(command.contact(), command.skill(), "acd.skill.unknown");
      return;
    }
    begin(new Waiting(command.contact(), skill, command.priority(), command.since()), skill);
  }

  private void begin(Waiting waiting, Skill skill) {
    matcher.add(waiting);
    if (reservations.match(waiting)) {
      room.overflow(waiting, skill);
      return;
    }
    if (matcher.waitingFor(skill.code()) > skill.limit()) {
      matcher.remove(waiting.contact());
      reject(waiting.contact(), skill.code(), "acd.queue.full");
      return;
    }
    room.overflow(waiting, skill);
    if (matcher.waiting(waiting.contact()).isPresent()) {
      room.announce(waiting);
    }
  }

  private static boolean same(Waiting waiting, EnqueueContact command) {
    return waiting.skill().equals(command.skill()) && waiting.priority() == command.priority();
  }

  /** The contact service knows best: whoever asks for an agent has none, unless it is old news. */
  private boolean repeated(String contact, Instant told) {
    @Nullable Agent agent = serving.get(contact);
    if (agent == null) {
      return false;
    }
    if (told.isBefore(agent.status().since())) {
      return true;
    }
    afterCall(agent, contact);
    return false;
  }

  private void reject(String contact, String skill, String code) {
    effects.accept(new Effect.Told(new EnqueueRejected(contact, skill, code)));
  }

  /** A contact waits no more. */
  synchronized void dequeue(String contact) {
    forget(contact);
    reservations.of(contact).ifPresent(reservations::revoke);
  }

  /** It waits no more, which may make room for a break. */
  private void forget(String contact) {
    matcher.remove(contact);
    roster.breaks().changed();
  }

  /** The citizen has gone, which ends whatever was left of the contact here. */
  synchronized void over(String contact) {
    dequeue(contact);
    @Nullable Agent agent = serving.get(contact);
    if (agent != null) {
      afterCall(agent, contact);
    }
  }

  /** What became of a reservation; word of a former one changes nothing. */
  synchronized void ended(ReservationEnded word) {
    reservations.ended(word);
  }

  private void answered(Reservation reservation) {
    room.answered(reservation.waiting());
    Agent agent = reservation.agent();
    serve(agent, reservation.waiting().contact(), agent.status().next());
  }

  /** An agent's part is over. */
  synchronized void released(AgentReleased word) {
    roster
        .find(word.agent())
        .filter(agent -> agent.status().engaged() && agent.has(word.contact()))
        .ifPresent(agent -> afterCall(agent, word.contact()));
  }

  private void afterCall(Agent agent, String contact) {
    Optional<Reservation> reservation = reservations.remove(contact);
    serving.remove(contact, agent);
    Instant now = clock.instant();
    Duration length = afterCallOf(agent, reservation);
    if (length.isZero()) {
      roster.settle(agent);
    } else {
      roster.move(agent, agent.status().afterCall(now.plus(length), now));
    }
  }

  private Duration afterCallOf(Agent agent, Optional<Reservation> reservation) {
    @Nullable String skill = reservation.map(r -> r.waiting().skill()).orElse(agent.servedSkill());
    @Nullable Skill rules = skill == null ? null : skills.get(skill);
    return agent.profile().afterCall().orElse(rules == null ? Skill.AFTER_CALL : rules.afterCall());
  }

  /** The switch says that an agent serves a contact. */
  synchronized void serving(AgentServing word) {
    @Nullable Agent agent = roster.find(word.agent()).orElse(null);
    if (agent == null) {
      return;
    }
    if (agent.state() == BUSY && agent.has(word.contact())) {
      agent.confirmed(true);
      return;
    }
    matcher.remove(word.contact());
    reservations
        .of(word.contact())
        .filter(other -> other.agent() != agent)
        .ifPresent(reservations::revoke);
    reservations.remove(word.contact());
    @Nullable Agent colleague = serving.get(word.contact());
    if (colleague != null && colleague != agent) {
      afterCall(colleague, word.contact());
    }
    Optional<Posture> afterwards = planned(agent);
    Optional<Waiting> displaced = displace(agent, word.contact());
    serve(agent, word.contact(), afterwards);
    displaced.ifPresent(reservations::await);
  }

  /** What the agent returns to after a contact that came from elsewhere (a break stays one). */
  private static Optional<Posture> planned(Agent agent) {
    AgentState state = agent.state();
    boolean own = agent.status().engaged() || state == AgentState.AFTER_CALL_WORK;
    if (own || state == AgentState.READY) {
      return agent.status().next();
    }
    return Optional.of(agent.status().posture());
  }

  /** Takes the agent off another contact; the contact that was reserved for waits again. */
  private Optional<Waiting> displace(Agent agent, String contact) {
    String former = agent.status().contact().filter(c -> !c.equals(contact)).orElse("");
    serving.remove(former, agent);
    return agent.state() == RESERVED
        ? reservations.remove(former).map(Reservation::waiting)
        : Optional.empty();
  }

  private void serve(Agent agent, String contact, Optional<Posture> afterwards) {
    serving.put(contact, agent);
    roster.move(agent, agent.status().with(BUSY, contact, afterwards, clock.instant()));
  }
}
