// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.acd;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.shuniu.api.testkit.TestClock;
import org.shuniu.api.testkit.TestStore;

/** What is kept, and what is forgotten at night. */
class RetentionTest {
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

  private final TestStore store = new TestStore(AgentStateRow.class, TallyRow.class);
  private final TestClock clock = new TestClock(Instant.parse("2026-03-02T01:00:00Z"));
  private final Retention retention =
      new Retention(store.entityManager(), store.transactions(), clock, ZONE, 400);

  @AfterEach
  void close() {
    store.close();
  }

  private void write(int rows, Instant at) {
    AgentProfile profile = Hall.profile("a", false, Map.of());
    store
        .transactions()
        .run(
            () -> {
              for (int i = 0; i < rows; i++) {
                Status from = Status.fresh(at);
                AgentStateRow row =
                    AgentStateRow.of(
                        new Effect.Moved(
                            profile,
                            from,
                            from.idle(Posture.READY, at),
                            AgentView.of(new Agent(profile, from)),
                            false));
                row.agent = "a-" + at.getEpochSecond();
                row.version = i;
                store.entityManager().persist(row);
                store
                    .entityManager()
                    .persist(TallyRow.of(row.agent + i, "general", at, Tally.Outcome.ANSWERED));
              }
            });
  }

  private long left() {
    return store
        .transactions()
        .call(
            () ->
                store
                        .entityManager()
                        .createQuery("select count(s) from AgentStateRow s", Long.class)
                        .getSingleResult()
                    + store
                        .entityManager()
                        .createQuery("select count(t) from TallyRow t", Long.class)
                        .getSingleResult());
  }

  @Test
  void whatIsTooOldIsForgottenInBatches() {
    // The first day that is kept begins in the hotline's zone.
    Instant firstKept = Instant.parse("2025-01-25T16:00:00Z");
    write(3, firstKept);
    write(2 * Retention.BATCH + 7, firstKept.minusSeconds(1));
    assertThat(retention.prune()).isEqualTo(2 * (2 * Retention.BATCH + 7));
    assertThat(left()).isEqualTo(6);
    assertThat(retention.prune()).isZero();
  }

  @Test
  void itIsDoneAtNight() {
    assertThat(retention.untilNext()).isEqualTo(Duration.ofHours(18).plusMinutes(20));
    clock.advance(Duration.ofHours(18).plusMinutes(20));
    assertThat(retention.untilNext()).isEqualTo(Duration.ofDays(1));
  }
}
