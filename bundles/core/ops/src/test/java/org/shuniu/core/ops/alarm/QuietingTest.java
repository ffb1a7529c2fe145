// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.ops.alarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.shuniu.core.ops.alarm.Quieting.Message;
import org.shuniu.core.ops.alarm.Quieting.Note;
import org.shuniu.core.ops.system.Level;

class QuietingTest {
  private static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");
  private static final Instant NIGHT = Instant.parse("2026-01-05T23:30:00Z");
  private static final List<String> LI = List.of("mail:li@example.org");

  private final Quieting quieting =
      new Quieting(
          new Quieting.Rules(
              Duration.ofSeconds(20),
              Duration.ofMinutes(60),
              3,
              LocalTime.of(22, 0),
              LocalTime.of(7, 0),
              ZoneOffset.UTC));

  @Test
  void manyAtOnceAreOneMessage() {
    for (int i = 0; i < 10; i++) {
      quieting.raised(note("s" + i, Level.WARN), LI, NOON.plusSeconds(i));
    }
    assertThat(quieting.due(NOON.plusSeconds(19))).isEmpty();

    List<Message> messages = quieting.due(NOON.plusSeconds(20));

    assertThat(messages).singleElement().satisfies(m -> assertThat(m.notes()).hasSize(10));
    assertThat(quieting.due(NOON.plusSeconds(60))).isEmpty();
  }

  @Test
  void whatComesAndGoesIsToldOnceInAWhile() {
    tell(note("a", Level.WARN), NOON);
    quieting.cleared(over("a"), NOON.plusSeconds(60));
    assertThat(quieting.due(NOON.plusSeconds(90))).as("it is over").hasSize(1);

    quieting.raised(note("a", Level.WARN), LI, NOON.plusSeconds(120));
    quieting.cleared(over("a"), NOON.plusSeconds(180));
    assertThat(quieting.due(NOON.plusSeconds(220))).as("it was told a moment ago").isEmpty();

    quieting.raised(note("a", Level.WARN), LI, NOON.plusSeconds(3700));
    assertThat(quieting.due(NOON.plusSeconds(3720))).hasSize(1);
  }

  @Test
  void anOpenAlarmThatRisesOnceMoreIsNotToldAgain() {
    tell(note("a", Level.WARN), NOON);
    quieting.raised(note("a", Level.WARN), LI, NOON.plusSeconds(120));
    assertThat(quieting.due(NOON.plusSeconds(150))).isEmpty();
    quieting.raised(note("a", Level.CRITICAL), LI, NOON.plusSeconds(160));
    assertThat(quieting.due(NOON.plusSeconds(190))).hasSize(1);
  }

  @Test
  void nobodyIsWokenForLessThanCritical() {
    quieting.raised(note("a", Level.WARN), LI, NIGHT);
    quieting.raised(note("b", Level.CRITICAL), LI, NIGHT);
    quieting.raised(note("c", Level.INFO), LI, NIGHT);

    assertThat(quieting.due(NIGHT.plusSeconds(20)))
        .singleElement()
        .satisfies(m -> assertThat(m.notes()).extracting(Note::subject).containsExactly("b"));

    quieting.cleared(over("c"), NIGHT.plusSeconds(600));
    Instant morning = Instant.parse("2026-01-06T07:00:00Z");
    assertThat(quieting.due(morning.minusSeconds(1))).isEmpty();
    assertThat(quieting.due(morning))
        .singleElement()
        .satisfies(m -> assertThat(m.notes()).extracting(Note::subject).containsExactly("a"));
  }

  @Test
  void whatClearsBeforeAnybodyHeardOfItIsNeverTold() {
    quieting.raised(note("a", Level.WARN), LI, NOON);
    quieting.cleared(over("a"), NOON.plusSeconds(5));
    assertThat(quieting.due(NOON.plusSeconds(60))).isEmpty();
  }

  @Test
  void nobodyGetsMoreThanSoManyMessagesInAnHourAndTheRestComesTogether() {
    for (int i = 0; i < 6; i++) {
      Instant at = NOON.plusSeconds(60L * i);
      quieting.raised(note("s" + i, Level.WARN), LI, at);
      assertThat(quieting.due(at.plusSeconds(20))).hasSize(i < 3 ? 1 : 0);
    }
    assertThat(quieting.due(NOON.plusSeconds(3619))).isEmpty();
    assertThat(quieting.due(NOON.plusSeconds(3620)))
        .singleElement()
        .satisfies(
            m -> assertThat(m.notes()).extracting(Note::subject).containsExactly("s3", "s4", "s5"));
  }

  private void tell(Note note, Instant at) {
    quieting.raised(note, LI, at);
    assertThat(quieting.due(at.plusSeconds(20))).hasSize(1);
  }

  private static Note note(String subject, Level level) {
    return new Note(subject, level, subject, false);
  }

  private static Note over(String subject) {
    return new Note(subject, Level.INFO, subject, true);
  }
}
