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
import org.shuniu.api.base.Ids;
import org.shuniu.api.pbx.PbxSnapshot;
import org.shuniu.api.services.acd.AgentState;
import org.shuniu.api.services.acd.EnqueueContact;
import org.shuniu.api.services.acd.EnqueueRejected;
import org.shuniu.api.services.acd.QueuePlaceAnnounced;
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
  /** A reservation is told again only after this time: its first telling may be on its way. */
  private static final Duration RETELL_AFTER = Duration.ofSeconds(3);

  private static final Duration EXCLUDED_FOR = Duration.ofSeconds(10);

  /** So many leases in a row without a word about a contact: nobody knows it any more. */
  private static final int UNHEARD = 3;

  private final Clock clock;
  private final Duration lease;
  private final Consumer<Effect> effects;
  private final BooleanSupplier held;
  private final Matcher matcher = new Matcher();
  private final Deadlines deadlines = new Deadlines();
  private final Map<String, Skill> skills = new TreeMap<>();
  private final Map<String, Pace> paces = new HashMap<>();
  private final Map<String, Reservation> reservations = new HashMap<>();
  private final Map<String, Agent> serving = new HashMap<>();
  private final Roster roster;

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
    this.held = held;
    this.roster = new Roster(clock, rules, matcher, deadlines, effects, this::offer);
  }

  /** Adds a skill or changes one. */
  synchronized void put(Skill skill) {
    skills.put(skill.code(), skill);
    paces.computeIfAbsent(skill.code(), code -> new Pace());
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
    matcher.allReady().forEach(id -> roster.find(id).ifPresent(this::offer));
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
    @Nullable Reservation reservation = reservations.get(command.contact());
    if (reservation != null && same(reservation.waiting(), command)) {
      if (reservation.made().plus(RETELL_AFTER).isBefore(clock.instant())) {
        effects.accept(new Effect.Told(reservation.message()));
      }
      return;
    }
    if (reservation != null) {
      revoke(reservation);
    }
    boolean waits = matcher.waiting(command.contact()).filter(w -> same(w, command)).isPresent();
    if (waits || repeated(command.contact(), told)) {
      return;
    }
    matcher.remove(command.contact());
    @Nullable Skill skill = skills.get(command.skill());
    if (skill == null) {
      reject(command.contact(), command.skill(), "acd.skill.unknown");
      return;
    }
    begin(new Waiting(command.contact(), skill, command.priority(), command.since()), skill);
  }

  private void begin(Waiting waiting, Skill skill) {
    matcher.add(waiting);
    if (match(waiting)) {
      overflow(waiting, skill);
      return;
    }
    if (matcher.waitingFor(skill.code()) > skill.limit()) {
      matcher.remove(waiting.contact());
      reject(waiting.contact(), skill.code(), "acd.queue.full");
      return;
    }
    overflow(waiting, skill);
    if (matcher.waiting(waiting.contact()).isPresent()) {
      announce(waiting);
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
    matcher.remove(contact);
    roster.breaks().changed();
    @Nullable Reservation reservation = reservations.get(contact);
    if (reservation != null) {
      revoke(reservation);
    }
  }

  /** The citizen has gone, which ends whatever was left of the contact here. */
  synchronized void over(String contact) {
    dequeue(contact);
    @Nullable Agent agent = serving.get(contact);
    if (agent != null) {
      afterCall(agent, contact);
    }
  }

  private void revoke(Reservation reservation) {
    reservations.remove(reservation.waiting().contact());
    roster.release(reservation.agent(), reservation.idleSince());
  }

  /** What became of a reservation; word of a former one changes nothing. */
  synchronized void ended(ReservationEnded word) {
    @Nullable Reservation reservation = reservations.get(word.contact());
    if (reservation == null || !reservation.id().equals(word.reservation())) {
      return;
    }
    Agent agent = reservation.agent();
    Waiting waiting = reservation.waiting();
    waiting.heard();
    switch (word.outcome()) {
      case ANSWERED -> {
        reservations.remove(word.contact());
        paces.getOrDefault(waiting.skill(), new Pace()).answered(waiting.since(), clock.instant());
        serve(agent, word.contact(), agent.status().next());
      }
      case CONTACT_GONE -> revoke(reservation);
      case FAILED -> vain(reservation);
      case BUSY -> refused(reservation, Reasons.DEVICE_BUSY);
      case NO_ANSWER -> refused(reservation, Reasons.NO_ANSWER);
      case REJECTED -> refused(reservation, Reasons.REJECTED);
      case UNREACHABLE -> refused(reservation, Reasons.UNREACHABLE);
    }
  }

  /** The agent did not take the contact, and is not tried again before saying so. */
  private void refused(Reservation reservation, String reason) {
    Agent agent = reservation.agent();
    reservations.remove(reservation.waiting().contact());
    Posture posture = agent.status().next().orElse(Posture.notReady(reason));
    roster.move(agent, agent.status().idle(posture, clock.instant()));
    await(reservation.waiting());
  }

  /** It was nobody's fault: the agent keeps the place, but not for this contact at once. */
  private void vain(Reservation reservation) {
    Waiting waiting = reservation.waiting();
    Instant until = clock.instant().plus(EXCLUDED_FOR);
    waiting.exclude(reservation.agent().id(), until);
    deadlines.at(until, () -> matcher.waiting(waiting.contact()).ifPresent(this::match));
    revoke(reservation);
    await(waiting);
  }

  private void await(Waiting waiting) {
    matcher.add(waiting);
    match(waiting);
  }

  private void leaseEnded(Reservation reservation) {
    Waiting waiting = reservation.waiting();
    if (reservations.get(waiting.contact()) != reservation) {
      return;
    }
    if (waiting.unheard() >= UNHEARD) {
      revoke(reservation);
      reject(waiting.contact(), waiting.skill(), "acd.contact.unheard");
    } else {
      vain(reservation);
    }
  }

  /** An agent's part is over. */
  synchronized void released(AgentReleased word) {
    roster
        .find(word.agent())
        .filter(agent -> agent.status().engaged() && agent.has(word.contact()))
        .ifPresent(agent -> afterCall(agent, word.contact()));
  }

  private void afterCall(Agent agent, String contact) {
    @Nullable Reservation reservation = reservations.remove(contact);
    serving.remove(contact, agent);
    Instant now = clock.instant();
    Duration length = afterCallOf(agent, Optional.ofNullable(reservation));
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
    @Nullable Reservation other = reservations.get(word.contact());
    if (other != null && other.agent() != agent) {
      revoke(other);
    }
    reservations.remove(word.contact());
    @Nullable Agent colleague = serving.get(word.contact());
    if (colleague != null && colleague != agent) {
      afterCall(colleague, word.contact());
    }
    Optional<Posture> afterwards = planned(agent);
    @Nullable Waiting displaced = displace(agent, word.contact());
    serve(agent, word.contact(), afterwards);
    if (displaced != null) {
      await(displaced);
    }
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
  private @Nullable Waiting displace(Agent agent, String contact) {
    String former = agent.status().contact().filter(c -> !c.equals(contact)).orElse("");
    serving.remove(former, agent);
    if (agent.state() != RESERVED) {
      return null;
    }
    @Nullable Reservation reservation = reservations.remove(former);
    return reservation == null ? null : reservation.waiting();
  }

  private void serve(Agent agent, String contact, Optional<Posture> afterwards) {
    serving.put(contact, agent);
    roster.move(agent, agent.status().with(BUSY, contact, afterwards, clock.instant()));
  }

  /** An agent became free to be offered something. */
  private void offer(Agent agent) {
    if (!held.getAsBoolean()) {
      matcher.contactFor(agent.id(), clock.instant()).ifPresent(w -> reserve(agent, w));
    }
  }

  private boolean match(Waiting waiting) {
    if (held.getAsBoolean()) {
      return false;
    }
    Optional<Agent> agent = matcher.agentFor(waiting, clock.instant()).flatMap(roster::find);
    agent.ifPresent(found -> reserve(found, waiting));
    return agent.isPresent();
  }

  private void reserve(Agent agent, Waiting waiting) {
    Instant now = clock.instant();
    matcher.remove(waiting.contact());
    Reservation reservation =
        new Reservation(Ids.next(), agent, waiting, agent.idleSince(), now, now.plus(lease));
    reservations.put(waiting.contact(), reservation);
    agent.servedSkill(waiting.skill());
    roster.move(agent, agent.status().with(RESERVED, waiting.contact(), Optional.empty(), now));
    effects.accept(new Effect.Told(reservation.message()));
    deadlines.at(reservation.until(), () -> leaseEnded(reservation));
  }

  private boolean reserved(Waiting waiting) {
    @Nullable Reservation reservation = reservations.get(waiting.contact());
    return reservation != null && reservation.waiting() == waiting;
  }

  /** Tells the place now and then. */
  private void announce(Waiting waiting) {
    boolean waits = matcher.waiting(waiting.contact()).filter(w -> w == waiting).isPresent();
    if (!waits && !reserved(waiting)) {
      return;
    }
    Instant now = clock.instant();
    if (waits) {
      int place = matcher.place(waiting);
      Optional<Duration> wait =
          paces.getOrDefault(waiting.skill(), new Pace()).expected(place, now);
      effects.accept(
          new Effect.Told(
              new QueuePlaceAnnounced(waiting.contact(), waiting.skill(), place, wait)));
    }
    @Nullable Skill skill = skills.get(waiting.skill());
    if (skill != null && !skill.announceEvery().isZero()) {
      deadlines.at(now.plus(skill.announceEvery()), () -> announce(waiting));
    }
  }

  /** Lets a contact wait elsewhere as well, now or when it has waited long enough. */
  private void overflow(Waiting waiting, Skill from) {
    Skill.@Nullable Overflow rule = from.overflow().orElse(null);
    if (rule == null) {
      return;
    }
    Instant due = waiting.since().plus(rule.after());
    if (due.isAfter(clock.instant())) {
      deadlines.at(due, () -> overflowNow(waiting, rule.to()));
    } else {
      overflowNow(waiting, rule.to());
    }
  }

  private void overflowNow(Waiting waiting, String to) {
    @Nullable Skill target = skills.get(to);
    if (target == null || waiting.queues().contains(to)) {
      return;
    }
    if (matcher.waiting(waiting.contact()).filter(w -> w == waiting).isPresent()) {
      matcher.overflow(waiting, to);
      overflow(waiting, target);
      match(waiting);
    } else if (reserved(waiting)) {
      // It may wait again, and then here too.
      waiting.queues().add(to);
    }
  }
}
