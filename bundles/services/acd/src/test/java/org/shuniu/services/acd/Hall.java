// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.acd;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.shuniu.api.base.Message;
import org.shuniu.api.pbx.DeviceState;
import org.shuniu.api.services.acd.AgentReserved;
import org.shuniu.api.services.acd.AgentState;
import org.shuniu.api.services.acd.DequeueContact;
import org.shuniu.api.services.acd.EnqueueContact;
import org.shuniu.api.services.contact.AgentReleased;
import org.shuniu.api.services.contact.AgentServing;
import org.shuniu.api.services.contact.Medium;
import org.shuniu.api.services.contact.ReservationEnded;
import org.shuniu.api.testkit.TestClock;

/** A hall of agents for tests: a router, a clock, and what the router decided. */
final class Hall {
  static final Instant BEGIN = Instant.parse("2026-03-02T01:00:00Z");
  static final Duration LEASE = Duration.ofSeconds(25);
  static final Duration GRACE = Duration.ofSeconds(60);
  static final Rules RULES = new Rules(LEASE, GRACE, BreakRule.NONE);

  final TestClock clock = new TestClock(BEGIN);
  final List<Effect> effects = new ArrayList<>();
  boolean held;
  final Router router;

  Hall() {
    this(BreakRule.NONE);
  }

  Hall(BreakRule breaks) {
    router = new Router(clock, new Rules(LEASE, GRACE, breaks), effects::add, () -> held);
  }

  Hall skill(String code) {
    router.put(Skill.of(code, code, code));
    return this;
  }

  static Skill levelled(String code) {
    Skill s = Skill.of(code, code, code);
    return new Skill(
        code,
        code,
        code,
        0,
        s.overflow(),
        s.limit(),
        s.announceEvery(),
        s.afterCall(),
        s.serviceLevel(),
        true);
  }

  static Skill overflowing(String code, String to, Duration after) {
    Skill s = Skill.of(code, code, code);
    return new Skill(
        code,
        code,
        code,
        0,
        Optional.of(new Skill.Overflow(to, after)),
        s.limit(),
        s.announceEvery(),
        s.afterCall(),
        s.serviceLevel(),
        false);
  }

  static Skill limited(String code, int limit) {
    Skill s = Skill.of(code, code, code);
    return new Skill(
        code,
        code,
        code,
        0,
        s.overflow(),
        limit,
        s.announceEvery(),
        s.afterCall(),
        s.serviceLevel(),
        false);
  }

  static AgentProfile profile(String id, boolean unattended, Map<String, Integer> skills) {
    return new AgentProfile(
        id, "u-" + id, "n-" + id, id, "main", "d-" + id, skills, unattended, Optional.empty());
  }

  Hall agent(String id, String... skills) {
    Map<String, Integer> levels = new HashMap<>();
    for (String skill : skills) {
      levels.put(skill, 1);
    }
    router.put(profile(id, false, levels));
    return this;
  }

  /** Becomes ready; a second passes, so that the order of becoming ready is the order of idling. */
  Hall ready(String... ids) {
    for (String id : ids) {
      ask(id, Posture.READY);
      pass(Duration.ofSeconds(1));
    }
    return this;
  }

  void ask(String id, Posture posture) {
    router.roster(
        r -> {
          r.request(r.find(id).orElseThrow(), posture, true);
          return true;
        });
  }

  void device(String id, DeviceState state) {
    router.roster(
        r -> {
          r.device("main", "d-" + id, state);
          return true;
        });
  }

  void console(String id, boolean present) {
    router.roster(
        r -> {
          r.console("u-" + id, present);
          return true;
        });
  }

  Hall enqueue(String contact, String skill) {
    return enqueue(contact, skill, 0);
  }

  Hall enqueue(String contact, String skill, int priority) {
    router.enqueue(
        new EnqueueContact(contact, Medium.VOICE, skill, priority, clock.instant()),
        clock.instant());
    return this;
  }

  void dequeue(String contact) {
    router.dequeue(new DequeueContact(contact).contact());
  }

  void end(AgentReserved reserved, ReservationEnded.Outcome outcome) {
    router.ended(
        new ReservationEnded(
            reserved.contact(),
            reserved.agent(),
            reserved.reservation(),
            outcome,
            clock.instant()));
  }

  void answer(String contact) {
    end(reserved(contact), ReservationEnded.Outcome.ANSWERED);
  }

  void release(String contact, String agent) {
    router.released(new AgentReleased(contact, agent, clock.instant()));
  }

  void serving(String contact, String agent) {
    router.serving(new AgentServing(contact, agent, clock.instant()));
  }

  /** Time passes in small steps. */
  void pass(Duration time) {
    for (long ms = 0; ms < time.toMillis(); ms += 250) {
      clock.advance(Duration.ofMillis(Math.min(250, time.toMillis() - ms)));
      router.tick();
    }
  }

  <M extends Message> List<M> told(Class<M> type) {
    return effects.stream()
        .flatMap(Hall::message)
        .filter(type::isInstance)
        .map(type::cast)
        .toList();
  }

  private static Stream<Message> message(Effect effect) {
    if (effect instanceof Effect.Told told) {
      return Stream.of(told.message());
    }
    return effect instanceof Effect.Reserved reserved
        ? Stream.of(reserved.reservation().message())
        : Stream.of();
  }

  /** The newest reservation of a contact. */
  AgentReserved reserved(String contact) {
    List<AgentReserved> all = reservations(contact);
    if (all.isEmpty()) {
      throw new AssertionError("no agent was reserved for " + contact);
    }
    return all.get(all.size() - 1);
  }

  List<AgentReserved> reservations(String contact) {
    return told(AgentReserved.class).stream().filter(r -> r.contact().equals(contact)).toList();
  }

  AgentView view(String id) {
    return router.roster(r -> AgentView.of(r.find(id).orElseThrow()));
  }

  AgentState state(String id) {
    return view(id).state();
  }

  boolean waits(String contact) {
    return router.look(s -> s.matcher().waiting(contact).isPresent());
  }
}
