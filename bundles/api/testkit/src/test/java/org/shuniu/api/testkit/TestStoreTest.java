// SPDX-License-Identifier: Apache-2.0
package org.shuniu.api.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Lob;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.shuniu.api.base.HubException;
import org.shuniu.api.hub.Transactions;

class TestStoreTest {
  enum Colour {
    RED,
    BLUE
  }

  @Entity(name = "Thing")
  @Table(name = "sample_thing")
  static class Thing {
    @Id String id;
    @Version long version;

    @Enumerated(EnumType.STRING)
    Colour colour = Colour.RED;

    @Column(name = "seen_at")
    Instant seenAt;

    boolean open;
    @Lob String text;
    int seconds;

    protected Thing() {}

    Thing(String id) {
      this.id = id;
    }
  }

  private final TestStore store = new TestStore(Thing.class);
  private final EntityManager entities = store.entityManager();
  private final Transactions transactions = store.transactions();

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void keepsWhatACommittedTransactionWrote() {
    Instant now = Instant.parse("2026-01-02T03:04:05.678901Z");
    transactions.run(
        () -> {
          Thing thing = new Thing("a");
          thing.seenAt = now;
          thing.text = "字".repeat(5000);
          entities.persist(thing);
        });
    Thing found = transactions.call(() -> entities.find(Thing.class, "a"));
    assertThat(found.seenAt).isEqualTo(now);
    assertThat(found.text).hasSize(5000);
  }

  @Test
  void forgetsWhatAFailedOneWroteAndRunsNoActionAfterIt() {
    List<String> actions = new ArrayList<>();
    assertThatThrownBy(
            () ->
                transactions.run(
                    () -> {
                      entities.persist(new Thing("a"));
                      transactions.afterCommit(() -> actions.add("no"));
                      throw new IllegalArgumentException("no");
                    }))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(
            transactions.call(
                () -> entities.createQuery("from Thing", Thing.class).getResultList()))
        .isEmpty();
    assertThat(actions).isEmpty();
  }

  @Test
  void runsActionsAfterTheOutermostCommitOutsideOfIt() {
    List<Boolean> inside = new ArrayList<>();
    transactions.run(
        () -> {
          transactions.run(() -> transactions.afterCommit(() -> inside.add(transactions.active())));
          assertThat(inside).isEmpty();
        });
    assertThat(inside).containsExactly(false);
  }

  @Test
  void aFailedInnerTransactionDoomsTheOuterOne() {
    assertThatThrownBy(
            () ->
                transactions.run(
                    () -> {
                      entities.persist(new Thing("a"));
                      try {
                        transactions.run(
                            () -> {
                              throw new IllegalStateException();
                            });
                      } catch (IllegalStateException swallowed) {
                        assertThat(transactions.active()).isTrue();
                      }
                    }))
        .isInstanceOfSatisfying(
            HubException.class, e -> assertThat(e.code()).isEqualTo("store.rolled-back"));
  }

  @Test
  void twoWhoChangeTheSameRowConflict() {
    transactions.run(() -> entities.persist(new Thing("a")));
    assertThatThrownBy(
            () ->
                transactions.run(
                    () -> {
                      Thing mine = entities.find(Thing.class, "a");
                      CompletableFuture.runAsync(
                              () ->
                                  transactions.run(
                                      () -> entities.find(Thing.class, "a").seconds = 1))
                          .join();
                      mine.seconds = 2;
                    }))
        .isInstanceOfSatisfying(
            HubException.class,
            e -> {
              assertThat(e.code()).isEqualTo("store.conflict");
              assertThat(e.retryable()).isTrue();
            });
    assertThatThrownBy(() -> transactions.run(() -> entities.persist(new Thing("a"))))
        .isInstanceOfSatisfying(
            HubException.class, e -> assertThat(e.code()).isEqualTo("store.conflict"));
  }

  @Test
  void entitiesOutsideOfATransactionAreABug() {
    assertThatThrownBy(() -> entities.find(Thing.class, "a"))
        .isInstanceOfSatisfying(
            HubException.class, e -> assertThat(e.code()).isEqualTo("store.transaction.none"));
  }
}
