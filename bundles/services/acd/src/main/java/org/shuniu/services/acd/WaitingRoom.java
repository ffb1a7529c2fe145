// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.acd;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.shuniu.api.services.acd.QueuePlaceAnnounced;

/**
 * What is done for contacts while they wait: they are told their place now and then, and wait
 * elsewhere as well after a while. Guarded by the router's lock.
 */
final class WaitingRoom {
  private final Clock clock;
  private final Map<String, Skill> skills;
  private final Matcher matcher;
  private final Deadlines deadlines;
  private final Consumer<Effect> effects;
  private final Predicate<Waiting> reserved;
  private final Consumer<Waiting> match;
  private final Map<String, Pace> paces = new HashMap<>();

  /**
   * Nobody waits.
   *
   * @param reserved whether an agent is reserved for it at this moment; it may wait again
   * @param match looks for an agent, as there are more queues to look in
   */
  WaitingRoom(
      Clock clock,
      Map<String, Skill> skills,
      Matcher matcher,
      Deadlines deadlines,
      Consumer<Effect> effects,
      Predicate<Waiting> reserved,
      Consumer<Waiting> match) {
    this.clock = clock;
    this.skills = skills;
    this.matcher = matcher;
    this.deadlines = deadlines;
    this.effects = effects;
    this.reserved = reserved;
    this.match = match;
  }

  /** A contact was answered: that tells how fast its queue moves. */
  void answered(Waiting waiting) {
    pace(waiting).answered(waiting.since(), clock.instant());
  }

  private Pace pace(Waiting waiting) {
    return paces.computeIfAbsent(waiting.skill(), code -> new Pace());
  }

  private boolean waits(Waiting waiting) {
    return matcher.waiting(waiting.contact()).filter(w -> w == waiting).isPresent();
  }

  /** Tells the place now, and again and again as long as it waits. */
  void announce(Waiting waiting) {
    boolean waits = waits(waiting);
    if (!waits && !reserved.test(waiting)) {
      return;
    }
    Instant now = clock.instant();
    if (waits) {
      int place = matcher.place(waiting);
      Optional<Duration> wait = pace(waiting).expected(place, now);
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
  void overflow(Waiting waiting, Skill from) {
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
    if (waits(waiting)) {
      matcher.overflow(waiting, to);
      overflow(waiting, target);
      match.accept(waiting);
    } else if (reserved.test(waiting)) {
      // It may wait again, and then here too.
      waiting.queues().add(to);
    }
  }
}
