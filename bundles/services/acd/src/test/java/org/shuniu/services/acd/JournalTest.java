// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.acd;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.shuniu.api.base.HubException;
import org.shuniu.api.hub.Transactions;
import org.shuniu.api.services.acd.AgentReserved;
import org.shuniu.api.services.acd.AgentStateChanged;
import org.shuniu.api.services.acd.EnqueueContact;
import org.shuniu.api.services.contact.Medium;
import org.shuniu.api.testkit.FakeBus;
import org.shuniu.api.testkit.NoMetrics;
import org.shuniu.api.testkit.TestClock;
import org.shuniu.api.testkit.TestStore;

/** What happens to decisions while the database is away. */
class JournalTest {
  private final TestStore store =
      new TestStore(
          SkillRow.class,
          ReasonRow.class,
          AgentRow.class,
          AgentStatusRow.class,
          AgentStateRow.class,
          TallyRow.class);
  private final Switchable tx = new Switchable(store.transactions());
  private final FakeBus bus = new FakeBus();
  private final TestClock clock = new TestClock(Instant.parse("2026-03-02T01:00:00Z"));
  private Router router;
  private final Journal journal =
      new Journal(
          new AcdStore(store.entityManager(), tx),
          bus,
          new NoMetrics(),
          clock,
          () -> router.resume());

  @AfterEach
  void close() {
    store.close();
  }

  private void hall() {
    router = new Router(clock, Hall.RULES, journal, journal::stalled);
    router.put(Skill.of("general", "g", "g"));
    router.put(Hall.profile("a", true, Map.of("general", 1)));
    assertThat(journal.flush()).isTrue();
    bus.clear();
  }

  private void enqueue(String contact) {
    router.enqueue(
        new EnqueueContact(contact, Medium.VOICE, "general", 0, clock.instant()), clock.instant());
  }

  @Test
  void nothingIsToldBeforeItIsWritten() {
    hall();
    tx.away = true;
    enqueue("k1");

    assertThat(journal.flush()).isFalse();
    assertThat(journal.stalled()).isTrue();
    assertThat(bus.published()).isEmpty();

    tx.away = false;
    assertThat(journal.flush()).isTrue();
    assertThat(bus.published())
        .extracting(e -> e.data().getClass().getSimpleName())
        .containsExactly("AgentStateChanged", "AgentReserved");
  }

  @Test
  void whoeverCallsMeanwhileIsMatchedWhenTheDatabaseIsBack() {
    hall();
    router.put(Hall.profile("b", true, Map.of("general", 1)));
    journal.flush();
    tx.away = true;
    enqueue("k1");
    assertThat(journal.flush()).isFalse();
    enqueue("k2");
    assertThat(bus.published(AgentReserved.class)).isEmpty();

    tx.away = false;
    journal.flush();
    journal.flush();

    assertThat(bus.published(AgentReserved.class))
        .extracting(AgentReserved::contact)
        .containsExactly("k1", "k2");
  }

  @Test
  void aReservationThatIsOverByThenIsNotTold() {
    hall();
    tx.away = true;
    enqueue("k1");
    assertThat(journal.flush()).isFalse();
    clock.advance(Duration.ofSeconds(30));
    router.tick();

    tx.away = false;
    journal.flush();
    journal.flush();

    assertThat(bus.published(AgentStateChanged.class).size()).isGreaterThanOrEqualTo(2);
    assertThat(bus.published(AgentReserved.class))
        .allMatch(r -> r.until().isAfter(clock.instant()));
  }

  @Test
  void oneChangeThatCannotBeWrittenDoesNotHoldUpTheOthers() {
    hall();
    router.put(Hall.profile("x".repeat(60), true, Map.of()));
    router.put(Hall.profile("b", true, Map.of("general", 1)));
    for (int i = 0; i < 4; i++) {
      assertThat(journal.flush()).isFalse();
    }
    assertThat(journal.flush()).isTrue();
    assertThat(bus.published(AgentStateChanged.class))
        .extracting(AgentStateChanged::agent)
        .contains("b");
  }

  /** A database that can be taken away. */
  private static final class Switchable implements Transactions {
    private final Transactions real;
    private boolean away;

    Switchable(Transactions real) {
      this.real = real;
    }

    @Override
    public <T> T call(Supplier<T> work) {
      if (away) {
        throw HubException.capacity("store.unavailable", Map.of());
      }
      return real.call(work);
    }

    @Override
    public void afterCommit(Runnable action) {
      real.afterCommit(action);
    }

    @Override
    public boolean active() {
      return real.active();
    }
  }
}
