// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.acd;

import static org.shuniu.api.services.acd.AgentState.RESERVED;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.shuniu.api.base.Ids;
import org.shuniu.api.services.acd.EnqueueRejected;
import org.shuniu.api.services.contact.ReservationEnded;

/**
 * Brings contacts and agents together, and ends what came of it: each reservation is a lease.
 * Guarded by the router's lock.
 */
final class Reservations {
  /** A reservation is told again only after this time: its first telling may be on its way. */
  private static final Duration RETELL_AFTER = Duration.ofSeconds(3);

  private static final Duration EXCLUDED_FOR = Duration.ofSeconds(10);

  /** So many leases in a row without a word about a contact: nobody knows it any more. */
  private static final int UNHEARD = 3;

  private final Clock clock;
  private final Duration lease;
  private final Matcher matcher;
  private final Deadlines deadlines;
  private final Roster roster;
  private final Consumer<Effect> effects;
  private final BooleanSupplier held;
  private final Consumer<Reservation> answered;
  private final Map<String, Reservation> byContact = new HashMap<>();

  /**
   * Nobody is reserved.
   *
   * @param held whether nobody shall be reserved now
   * @param answered takes over a contact and an agent who talk from now on
   */
  Reservations(
      Clock clock,
      Duration lease,
      Matcher matcher,
      Deadlines deadlines,
      Roster roster,
      Consumer<Effect> effects,
      BooleanSupplier held,
      Consumer<Reservation> answered) {
    this.clock = clock;
    this.lease = lease;
    this.matcher = matcher;
    this.deadlines = deadlines;
    this.roster = roster;
    this.effects = effects;
    this.held = held;
    this.answered = answered;
  }

  Optional<Reservation> of(String contact) {
    return Optional.ofNullable(byContact.get(contact));
  }

  /** Forgets it; what becomes of the agent is the caller's business. */
  Optional<Reservation> remove(String contact) {
    return Optional.ofNullable(byContact.remove(contact));
  }

  boolean holds(Waiting waiting) {
    return of(waiting.contact()).filter(r -> r.waiting() == waiting).isPresent();
  }

  /** Matches whoever can be matched. */
  void matchAll() {
    matcher.allReady().forEach(id -> roster.find(id).ifPresent(this::offer));
  }

  /** An agent became free to be offered something. */
  void offer(Agent agent) {
    if (!held.getAsBoolean()) {
      matcher.contactFor(agent.id(), clock.instant()).ifPresent(w -> reserve(agent, w));
    }
  }

  /** Looks for an agent; whether there is one. */
  boolean match(Waiting waiting) {
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
    byContact.put(waiting.contact(), reservation);
    agent.servedSkill(waiting.skill());
    roster.move(agent, agent.status().with(RESERVED, waiting.contact(), Optional.empty(), now));
    effects.accept(new Effect.Reserved(reservation, false));
    deadlines.at(reservation.until(), () -> leaseEnded(reservation));
  }

  /** Somebody asks for what is reserved already. */
  void retell(Reservation reservation) {
    if (reservation.made().plus(RETELL_AFTER).isBefore(clock.instant())) {
      effects.accept(new Effect.Reserved(reservation, true));
    }
  }

  /** The contact needs no agent any more: the agent is free, at the same place. */
  void revoke(Reservation reservation) {
    byContact.remove(reservation.waiting().contact());
    roster.release(reservation.agent(), reservation.idleSince());
  }

  /** What became of a reservation; word of a former one changes nothing. */
  void ended(ReservationEnded word) {
    @Nullable Reservation reservation = byContact.get(word.contact());
    if (reservation == null || !reservation.id().equals(word.reservation())) {
      return;
    }
    reservation.waiting().heard();
    switch (word.outcome()) {
      case ANSWERED -> {
        byContact.remove(word.contact());
        answered.accept(reservation);
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
    byContact.remove(reservation.waiting().contact());
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

  /** A contact waits again, where it stood. */
  void await(Waiting waiting) {
    matcher.add(waiting);
    match(waiting);
  }

  private void leaseEnded(Reservation reservation) {
    Waiting waiting = reservation.waiting();
    if (byContact.get(waiting.contact()) != reservation) {
      return;
    }
    if (waiting.unheard() >= UNHEARD) {
      revoke(reservation);
      effects.accept(
          new Effect.Told(
              new EnqueueRejected(waiting.contact(), waiting.skill(), "acd.contact.unheard")));
    } else {
      vain(reservation);
    }
  }
}
