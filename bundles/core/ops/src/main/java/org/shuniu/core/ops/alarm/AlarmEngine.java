// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.ops.alarm;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.shuniu.core.ops.system.Level;
import org.shuniu.core.ops.system.Sample;

/**
 * Decides which alarms rise, get worse and clear. Time is given, nothing is kept elsewhere: the
 * same samples at the same times give the same alarms. For one thread.
 *
 * <p>An alarm rises when its limit was passed for as long as the rule says, without a break. It
 * clears when all limits were kept for {@code clearAfter}, so that a value that swings about its
 * limit makes one alarm; a series that is gone keeps its limits. A value that cannot be read
 * changes nothing.
 */
final class AlarmEngine {
  private static final int MAX_SERIES = 1_000;

  private final Duration clearAfter;
  private final Map<Key, State> states = new HashMap<>();

  AlarmEngine(Duration clearAfter) {
    this.clearAfter = clearAfter;
  }

  /** What an alarm is about. */
  record Key(String rule, String series) {}

  /** An alarm that rose, or rose to a worse level. */
  record Risen(Key key, AlarmRule rule, Level level, double value) {}

  /** What one look at the samples has changed. */
  record Step(List<Risen> risen, List<Key> cleared) {}

  private static final class State {
    /** Since when the value is at least this bad. */
    final Map<Level, Instant> since = new EnumMap<>(Level.class);

    Level raised = Level.OK;
    @Nullable Instant goodSince;
  }

  /** An alarm that is open from before this start. */
  void resume(Key key, Level level) {
    states.computeIfAbsent(key, any -> new State()).raised = level;
  }

  Step step(Instant now, List<Sample> samples, List<AlarmRule> rules) {
    List<Risen> risen = new ArrayList<>();
    List<Key> cleared = new ArrayList<>();
    Set<Key> seen = new HashSet<>();
    for (AlarmRule rule : rules) {
      for (Sample sample : samples) {
        if (rule.covers(sample)) {
          Key key = new Key(rule.id(), sample.series());
          seen.add(key);
          if (!Double.isNaN(sample.value())) {
            look(now, key, rule, sample.value()).ifPresent(risen::add);
          }
        }
      }
    }
    for (Key key : List.copyOf(states.keySet())) {
      State state = states.get(key);
      if (state != null && !seen.contains(key)) {
        good(now, state);
      }
      if (state != null && done(now, state)) {
        states.remove(key);
        if (state.raised != Level.OK) {
          cleared.add(key);
        }
      }
    }
    return new Step(risen, cleared);
  }

  private Optional<Risen> look(Instant now, Key key, AlarmRule rule, double value) {
    Level level = rule.threshold().level(value);
    State state = states.get(key);
    if (state == null) {
      if (level == Level.OK || states.size() >= MAX_SERIES) {
        return Optional.empty();
      }
      state = new State();
      states.put(key, state);
    }
    if (level == Level.OK) {
      good(now, state);
      return Optional.empty();
    }
    state.goodSince = null;
    Level ripe = Level.OK;
    for (Level each : Level.values()) {
      if (each == Level.OK) {
        continue;
      }
      if (each.compareTo(level) > 0) {
        state.since.remove(each);
      } else if (rule.threshold().limit(each).isPresent()) {
        Instant since = state.since.computeIfAbsent(each, any -> now);
        if (!since.plusSeconds(rule.threshold().forSeconds()).isAfter(now)) {
          ripe = each;
        }
      }
    }
    if (ripe.compareTo(state.raised) <= 0) {
      return Optional.empty();
    }
    state.raised = ripe;
    return Optional.of(new Risen(key, rule, ripe, value));
  }

  private static void good(Instant now, State state) {
    state.since.clear();
    if (state.goodSince == null) {
      state.goodSince = now;
    }
  }

  private boolean done(Instant now, State state) {
    return state.goodSince != null
        && (state.raised == Level.OK || !state.goodSince.plus(clearAfter).isAfter(now));
  }
}
