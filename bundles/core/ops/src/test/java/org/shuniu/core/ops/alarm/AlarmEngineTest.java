// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.ops.alarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.shuniu.core.ops.alarm.AlarmEngine.Key;
import org.shuniu.core.ops.alarm.AlarmEngine.Step;
import org.shuniu.core.ops.system.Level;
import org.shuniu.core.ops.system.Sample;
import org.shuniu.core.ops.system.Threshold;

class AlarmEngineTest {
  private static final Instant START = Instant.parse("2026-01-05T01:00:00Z");
  private static final AlarmRule DISK = rule("hub_disk_free_percent|below|15|5|30");

  private final AlarmEngine engine = new AlarmEngine(Duration.ofSeconds(20));

  @Test
  void anAlarmRisesOnlyWhenItStayedBadForAsLongAsTheRuleSays() {
    assertThat(at(0, disk("home", 10)).risen()).isEmpty();
    assertThat(at(20, disk("home", 20)).risen()).as("a break").isEmpty();
    assertThat(at(30, disk("home", 10)).risen()).isEmpty();
    assertThat(at(59, disk("home", 10)).risen()).isEmpty();

    Step step = at(60, disk("home", 10));

    assertThat(step.risen())
        .singleElement()
        .satisfies(
            risen -> {
              assertThat(risen.level()).isEqualTo(Level.WARN);
              assertThat(risen.key().series()).isEqualTo("of=home");
              assertThat(risen.value()).isEqualTo(10);
            });
    assertThat(at(70, disk("home", 9)).risen()).as("once").isEmpty();
  }

  @Test
  void itRisesAgainWhenItGetsWorseAndNotWhenItGetsBetter() {
    at(0, disk("home", 10));
    assertThat(at(30, disk("home", 3)).risen())
        .singleElement()
        .extracting("level")
        .isEqualTo(Level.WARN);
    assertThat(at(59, disk("home", 3)).risen()).isEmpty();
    assertThat(at(60, disk("home", 3)).risen())
        .singleElement()
        .extracting("level")
        .isEqualTo(Level.CRITICAL);
    Step better = at(90, disk("home", 10));
    assertThat(better.risen()).isEmpty();
    assertThat(better.cleared()).isEmpty();
  }

  @Test
  void itClearsWhenAllWasWellForAWhile() {
    at(0, disk("home", 10));
    at(30, disk("home", 10));
    assertThat(at(40, disk("home", 50)).cleared()).isEmpty();
    assertThat(at(50, disk("home", 10)).cleared()).as("a relapse").isEmpty();
    assertThat(at(60, disk("home", 50)).cleared()).isEmpty();
    assertThat(at(80, disk("home", 50)).cleared()).containsExactly(new Key(DISK.id(), "of=home"));
    assertThat(at(90, disk("home", 50)).cleared()).isEmpty();
  }

  @Test
  void eachSeriesHasAlarmsOfItsOwnAndOneThatIsGoneClears() {
    at(0, disk("home", 10), disk("database", 1));
    assertThat(at(30, disk("home", 10), disk("database", 1)).risen()).hasSize(2);
    at(40, disk("home", 10));
    assertThat(at(60, disk("home", 10)).cleared())
        .containsExactly(new Key(DISK.id(), "of=database"));
  }

  @Test
  void whatCannotBeReadChangesNothing() {
    at(0, disk("home", 10));
    at(10, disk("home", Double.NaN));
    assertThat(at(30, disk("home", 10)).risen()).hasSize(1);
    at(40, disk("home", Double.NaN));
    assertThat(at(400, disk("home", Double.NaN)).cleared()).isEmpty();
  }

  @Test
  void anAlarmFromBeforeARestartClearsToo() {
    engine.resume(new Key(DISK.id(), "of=home"), Level.WARN);
    assertThat(at(0, disk("home", 10)).risen()).isEmpty();
    assertThat(at(30, disk("home", 10)).risen()).as("it is open already").isEmpty();
    at(40, disk("home", 50));
    assertThat(at(60, disk("home", 50)).cleared()).hasSize(1);
  }

  @Test
  void aRuleMayWatchOneSeriesAndReplacesTheBuiltInOneOnlyAsAWhole() {
    AlarmRule home =
        new AlarmRule("r", "r", DISK.threshold(), Optional.of("of=home"), List.of(), true, false);
    AlarmRule all =
        new AlarmRule("r", "r", DISK.threshold(), Optional.empty(), List.of(), true, false);

    assertThat(home.covers(disk("home", 1))).isTrue();
    assertThat(home.covers(disk("database", 1))).isFalse();
    assertThat(DISK.yieldsTo(home)).isFalse();
    assertThat(DISK.yieldsTo(all)).isTrue();
    assertThat(all.yieldsTo(DISK)).isFalse();
  }

  private Step at(long second, Sample... samples) {
    return engine.step(START.plusSeconds(second), List.of(samples), List.of(DISK));
  }

  static AlarmRule rule(String threshold) {
    Threshold parsed = Threshold.parse(threshold);
    return new AlarmRule(parsed.metric(), "", parsed, Optional.empty(), List.of(), true, true);
  }

  static Sample disk(String of, double value) {
    return new Sample("hub_disk_free_percent", new TreeMap<>(Map.of("of", of)), value);
  }
}
