// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.shuniu.services.monitor.Hall.TEN;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shuniu.api.services.acd.AgentState;
import org.shuniu.api.services.contact.EndReason;

class FiguresTest {
  private final Hall hall = new Hall();

  @AfterEach
  void close() {
    hall.close();
  }

  /** Five calls: in time, too late, abandoned, abandoned at once, served by the menu. */
  private List<Runnable> morning() {
    return new ArrayList<>(
        List.of(
            () -> hall.offered("a", "12333", 0),
            () -> hall.queued("a", "si", 10),
            () -> hall.answered("a", "si", 5, 15),
            () -> hall.ended("a", EndReason.ENDED_BY_CITIZEN, 75),
            () -> hall.offered("b", "12345", 0),
            () -> hall.queued("b", "si", 10),
            () -> hall.answered("b", "si", 25, 35),
            () -> hall.ended("b", EndReason.ENDED_BY_AGENT, 155),
            () -> hall.offered("c", "12333", 0),
            () -> hall.queued("c", "law", 10),
            () -> hall.ended("c", EndReason.ABANDONED_QUEUED, 40),
            () -> hall.offered("d", "12333", 0),
            () -> hall.queued("d", "law", 10),
            () -> hall.ended("d", EndReason.ABANDONED_RINGING, 13),
            () -> hall.offered("e", "12333", 0),
            () -> hall.ended("e", EndReason.SELF_SERVED, 60)));
  }

  private void expectMorning(Map<String, Double> figures) {
    assertThat(figures)
        .containsEntry("offered", 5d)
        .containsEntry("inMenu", 0d)
        .containsEntry("selfServed", 1d)
        .containsEntry("queued", 4d)
        .containsEntry("waiting", 0d)
        .containsEntry("talking", 0d)
        .containsEntry("answered", 2d)
        .containsEntry("abandoned", 2d)
        .containsEntry("abandonedShort", 1d)
        .containsEntry("connectRate", 50d)
        // 1 in time ÷ (2 answered + 1 abandoned, the short one left out)
        .containsEntry("serviceLevel", 33.3)
        .containsEntry("serviceLevel24H", 33.3)
        .containsEntry("speedOfAnswer", 15d)
        .containsEntry("averageTalk", 90d);
  }

  @Test
  void aMorningIsCounted() {
    morning().forEach(Runnable::run);
    hall.clock.advance(Duration.ofMinutes(3));
    expectMorning(hall.look().figures());
    assertThat(hall.look().figures()).containsEntry("queued15", 4d).containsEntry("answered15", 2d);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5})
  void factsThatComeTwiceLateOrInAnyOrderCountOnce(int seed) {
    List<Runnable> facts = morning();
    facts.addAll(morning());
    Collections.shuffle(facts, new Random(seed));
    facts.forEach(Runnable::run);
    expectMorning(hall.look().figures());
  }

  @Test
  void aRestartGoesOnWithTheSameFigures() {
    morning().forEach(Runnable::run);
    hall.offered("w", "12333", 100);
    hall.queued("w", "si", 110);
    hall.moved("sz", AgentState.READY, AgentState.BUSY, 0);
    hall.clock.advance(Duration.ofMinutes(5));
    WallView before = hall.look();
    hall.restart();
    assertThat(hall.look()).isEqualTo(before);
    assertThat(before.figures()).containsEntry("waiting", 1d).containsEntry("longestWait", 190d);
  }

  @Test
  void everythingCountsByLineRegionAndSkill() {
    morning().forEach(Runnable::run);
    WallView wall = hall.look();
    assertThat(wall.skills()).extracting(WallRow::key).containsExactly("law", "si");
    assertThat(wall.skills().get(1).figures()).containsEntry("answered", 2d);
    assertThat(wall.lines()).extracting(WallRow::key).containsExactly("12333", "12345");
    assertThat(wall.lines().get(0).labelZh()).contains("深圳热线");
    assertThat(wall.lines().get(0).figures())
        .containsEntry("offered", 4d)
        .containsEntry("abandoned", 2d);
    assertThat(wall.regions())
        .extracting(WallRow::key)
        .containsExactly("440100000000", "440300000000");
    double sum = wall.lines().stream().mapToDouble(l -> l.figures().get("offered")).sum();
    assertThat(sum).isEqualTo(wall.figures().get("offered"));
  }

  @Test
  void whoAsksForAnotherSkillCountsOnceForTheLast() {
    hall.offered("a", "12333", 0);
    hall.queued("a", "si", 10);
    hall.queued("a", "law", 40);
    WallView wall = hall.look();
    assertThat(wall.figures()).containsEntry("queued", 1d).containsEntry("waiting", 1d);
    assertThat(wall.waiting())
        .singleElement()
        .satisfies(
            w -> {
              assertThat(w.skill()).isEqualTo("law");
              assertThat(w.since()).isEqualTo(TEN.plusSeconds(10));
              assertThat(w.caller()).isEqualTo("138****8000");
            });
  }

  @Test
  void atMidnightOfTheHotlineTodayBeginsAnew() {
    // 23:59:50 in Shanghai.
    int evening = 13 * 3600 + 59 * 60 + 50;
    hall.clock.advance(Duration.ofSeconds(evening));
    hall.offered("a", "12333", evening - 10);
    hall.queued("a", "si", evening);
    hall.clock.advance(Duration.ofSeconds(20));
    assertThat(hall.look().day()).hasToString("2026-11-23");
    assertThat(hall.look().figures())
        .containsEntry("queued", 0d)
        .containsEntry("waiting", 1d)
        .containsEntry("queued15", 1d);
    // A contact counts on the day on which it began to wait, also when it is answered after.
    hall.answered("a", "si", 14, evening + 14);
    assertThat(hall.look().figures())
        .containsEntry("answered", 0d)
        .containsEntry("serviceLevel24H", 100d)
        .doesNotContainKey("connectRate");
    hall.restart();
    assertThat(hall.look().figures()).containsEntry("answered", 0d).containsEntry("talking", 1d);
  }

  @Test
  void aQuarterOfAnHourPasses() {
    hall.queued("a", "si", 0);
    hall.clock.advance(Duration.ofMinutes(14));
    assertThat(hall.figure(Metric.QUEUED_15)).contains(1d);
    hall.clock.advance(Duration.ofMinutes(2));
    assertThat(hall.figure(Metric.QUEUED_15)).contains(0d);
    assertThat(hall.figure(Metric.QUEUED)).contains(1d);
  }

  @Test
  void theExpectedWaitFollowsTheRecentAnswers() {
    assertThat(hall.figure(Metric.EXPECTED_WAIT)).contains(0d);
    hall.queued("a", "si", 0);
    assertThat(hall.figure(Metric.EXPECTED_WAIT)).isEmpty();
    for (int i = 0; i < 30; i++) {
      hall.answered("x" + i, "si", 1, i);
    }
    assertThat(hall.figure(Metric.EXPECTED_WAIT)).contains(30d);
  }

  @Test
  void timesOfAgentsAreCountedOnce() {
    hall.floor.seat("sz", AgentState.READY, "", "si");
    hall.moved("sz", AgentState.LOGGED_OUT, AgentState.READY, 0);
    for (int twice = 0; twice < 2; twice++) {
      hall.moved("sz", AgentState.READY, AgentState.BUSY, 100);
      hall.moved("sz", AgentState.BUSY, AgentState.AFTER_CALL_WORK, 280);
      hall.moved("sz", AgentState.AFTER_CALL_WORK, AgentState.READY, 300);
    }
    hall.clock.advance(Duration.ofSeconds(400));
    assertThat(hall.look().figures())
        .containsEntry("agentsLoggedIn", 1d)
        .containsEntry("agentsReady", 1d)
        .containsEntry("averageAfterCallWork", 20d)
        // 200 s of work ÷ (200 s of work + 200 s ready)
        .containsEntry("occupancy", 50d);
    hall.restart();
    assertThat(hall.figure(Metric.OCCUPANCY)).contains(50d);
    hall.clock.advance(Duration.ofDays(1));
    assertThat(hall.figure(Metric.AVERAGE_AFTER_CALL_WORK)).isEmpty();
  }

  @Test
  void aContactWhoseEndIsLostIsShownNoMoreAfterADay() {
    hall.queued("a", "si", 0);
    hall.clock.advance(Duration.ofHours(25));
    hall.monitor.keep();
    assertThat(hall.figure(Metric.WAITING)).contains(0d);
    hall.ended("a", EndReason.LOST, 90_000);
    assertThat(hall.figure(Metric.WAITING)).contains(0d);
  }

  @Test
  void manyNumbersAreNoMoreThanABoundedNumberOfLines() {
    for (int i = 0; i < 300; i++) {
      hall.offered("k" + i, "9" + i, 0);
    }
    WallView wall = hall.look();
    assertThat(wall.lines()).hasSizeLessThanOrEqualTo(201);
    assertThat(wall.figures()).containsEntry("offered", 300d);
  }
}
