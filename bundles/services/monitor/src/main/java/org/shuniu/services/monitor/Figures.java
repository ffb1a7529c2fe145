// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.monitor;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.shuniu.api.services.acd.AgentState;

/** The formulas of the metric dictionary; nobody else divides anything by anything. */
final class Figures {
  private static final double QUARTER_SECONDS = 900;

  private final Map<String, Double> figures = new TreeMap<>();
  private final Rules rules;

  private Figures(Rules rules) {
    this.rules = rules;
  }

  /**
   * All figures that can be said.
   *
   * @param oldest when who waits longest began to wait, if anybody does
   * @param crew the agents, where agents belong to what is looked at
   */
  static Map<String, Double> of(
      Tallies.Totals totals,
      Optional<Instant> oldest,
      Optional<Crew> crew,
      Rules rules,
      Instant now) {
    Figures figures = new Figures(rules);
    figures.moment(totals, oldest, now);
    figures.today(totals.today);
    figures.quarter(totals.quarter);
    figures.level(Metric.SERVICE_LEVEL_24_H, totals.day);
    crew.ifPresent(figures::agents);
    return figures.figures;
  }

  private void moment(Tallies.Totals totals, Optional<Instant> oldest, Instant now) {
    long waiting = of(totals.now, Part.WAITING);
    put(Metric.IN_MENU, of(totals.now, Part.IN_MENU));
    put(Metric.WAITING, waiting);
    put(Metric.TALKING, of(totals.now, Part.TALKING));
    put(
        Metric.LONGEST_WAIT,
        oldest.map(since -> Math.max(0, Duration.between(since, now).toSeconds())).orElse(0L));
    if (waiting == 0) {
      put(Metric.EXPECTED_WAIT, 0);
    } else {
      quotient(
          Metric.EXPECTED_WAIT, waiting * QUARTER_SECONDS, of(totals.quarter, Part.PACE), 1, 1);
    }
  }

  private void today(long[] sums) {
    put(Metric.OFFERED, of(sums, Part.OFFERED));
    put(Metric.SELF_SERVED, of(sums, Part.SELF_SERVED));
    put(Metric.QUEUED, of(sums, Part.QUEUED));
    put(Metric.ANSWERED, of(sums, Part.ANSWERED));
    put(Metric.ABANDONED, of(sums, Part.ABANDONED));
    put(Metric.ABANDONED_SHORT, of(sums, Part.ABANDONED_SHORT));
    percent(Metric.CONNECT_RATE, of(sums, Part.ANSWERED), of(sums, Part.QUEUED));
    level(Metric.SERVICE_LEVEL, sums);
    seconds(Metric.SPEED_OF_ANSWER, of(sums, Part.WAITED_MS), of(sums, Part.ANSWERED));
    seconds(Metric.AVERAGE_TALK, of(sums, Part.TALKED_MS), of(sums, Part.TALKED));
  }

  private void quarter(long[] sums) {
    put(Metric.QUEUED_15, of(sums, Part.QUEUED));
    put(Metric.ANSWERED_15, of(sums, Part.ANSWERED));
    put(Metric.ABANDONED_15, of(sums, Part.ABANDONED));
    percent(Metric.CONNECT_RATE_15, of(sums, Part.ANSWERED), of(sums, Part.QUEUED));
    level(Metric.SERVICE_LEVEL_15, sums);
  }

  private void level(Metric metric, long[] sums) {
    long left = of(sums, Part.ABANDONED);
    long counted = rules.shortCounts() ? left : left - of(sums, Part.ABANDONED_SHORT);
    percent(metric, of(sums, Part.IN_TIME), of(sums, Part.ANSWERED) + counted);
  }

  private void agents(Crew crew) {
    put(Metric.AGENTS_LOGGED_IN, crew.loggedIn());
    put(Metric.AGENTS_READY, crew.in(AgentState.READY));
    put(Metric.AGENTS_RESERVED, crew.in(AgentState.RESERVED));
    put(Metric.AGENTS_BUSY, crew.in(AgentState.BUSY));
    put(Metric.AGENTS_AFTER_CALL_WORK, crew.in(AgentState.AFTER_CALL_WORK));
    put(Metric.AGENTS_BREAK, crew.in(AgentState.BREAK));
    put(Metric.AGENTS_NOT_READY, crew.in(AgentState.NOT_READY));
    AgentTimes.Times times = crew.times();
    seconds(Metric.AVERAGE_AFTER_CALL_WORK, times.after().toMillis(), times.afterCount());
    long working = times.working().toSeconds();
    // Whole percents: it moves all the time.
    quotient(Metric.OCCUPANCY, working * 100d, working + times.ready().toSeconds(), 1, 1);
  }

  private static long of(long[] sums, Part part) {
    return sums[part.ordinal()];
  }

  private void put(Metric metric, long value) {
    figures.put(metric.id(), (double) value);
  }

  private void percent(Metric metric, long part, long whole) {
    quotient(metric, part * 100d, whole, 10, 1);
  }

  private void seconds(Metric metric, long millis, long count) {
    quotient(metric, millis, count, 1, 1_000);
  }

  private void quotient(Metric metric, double over, long under, int steps, double unit) {
    if (under > 0) {
      figures.put(metric.id(), (double) Math.round(over * steps / unit / under) / steps);
    }
  }
}
