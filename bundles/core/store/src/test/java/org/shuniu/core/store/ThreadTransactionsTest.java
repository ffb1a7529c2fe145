// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.shuniu.api.base.HubException;

class ThreadTransactionsTest {
  private Fixture store;

  @BeforeEach
  void open() throws SQLException {
    store =
        new Fixture(
            new org.h2.Driver(), "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "sa");
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void unitsShareOneConnectionAndOneFate() {
    store.transactions.run(
        () -> {
          store.leftRows.persist(new Rows.Left("a"));
          store.leftRows.flush();
          store.rightRows.persist(new Rows.Right("a"));
          store.rightRows.flush();
          assertThat(store.pool.active()).isEqualTo(1);
          // Not yet committed, and yet seen by the other unit: it is the same connection.
          assertThat(
                  store
                      .rightRows
                      .createNativeQuery("select count(*) from left_row", Long.class)
                      .getSingleResult())
              .isEqualTo(1L);
        });
    assertThatThrownBy(
            () ->
                store.transactions.run(
                    () -> {
                      store.leftRows.persist(new Rows.Left("b"));
                      store.leftRows.flush();
                      store.rightRows.persist(new Rows.Right("a"));
                    }))
        .isInstanceOfSatisfying(
            HubException.class, e -> assertThat(e.code()).isEqualTo("store.conflict"));
    assertThat(lefts()).isEqualTo(1);
    assertThat(store.pool.active()).isZero();
  }

  @Test
  void aTransactionThatTouchesNothingTakesNoConnection() {
    store.transactions.run(() -> assertThat(store.pool.active()).isZero());
  }

  @Test
  void actionsRunAfterTheCommitOfTheOutermostAndOutsideOfIt() {
    List<Long> seen = new ArrayList<>();
    store.transactions.run(
        () -> {
          store.transactions.run(
              () -> {
                store.leftRows.persist(new Rows.Left("a"));
                store.transactions.afterCommit(() -> seen.add(lefts()));
                store.transactions.afterCommit(
                    () -> {
                      throw new IllegalStateException("must not hinder the next");
                    });
                store.transactions.afterCommit(() -> seen.add(lefts()));
              });
          assertThat(seen).isEmpty();
        });
    assertThat(seen).containsExactly(1L, 1L);
    store.transactions.afterCommit(() -> seen.add(0L));
    assertThat(seen).hasSize(3);
  }

  @Test
  void aSwallowedFaultOfANestedTransactionStillRollsBack() {
    assertThatThrownBy(
            () ->
                store.transactions.run(
                    () -> {
                      store.leftRows.persist(new Rows.Left("a"));
                      try {
                        store.transactions.run(
                            () -> {
                              throw new IllegalStateException();
                            });
                      } catch (IllegalStateException swallowed) {
                        assertThat(store.transactions.active()).isTrue();
                      }
                    }))
        .isInstanceOfSatisfying(
            HubException.class, e -> assertThat(e.code()).isEqualTo("store.rolled-back"));
    assertThat(lefts()).isZero();
  }

  @Test
  void twoWhoChangeTheSameRowConflict() {
    store.transactions.run(() -> store.leftRows.persist(new Rows.Left("a")));
    assertThatThrownBy(
            () ->
                store.transactions.run(
                    () -> {
                      Rows.Left mine = store.leftRows.find(Rows.Left.class, "a");
                      CompletableFuture.runAsync(
                              () ->
                                  store.transactions.run(
                                      () -> store.leftRows.find(Rows.Left.class, "a").amount = 1))
                          .join();
                      mine.amount = 2;
                    }))
        .isInstanceOfSatisfying(
            HubException.class,
            e -> {
              assertThat(e.code()).isEqualTo("store.conflict");
              assertThat(e.kind()).isEqualTo(HubException.Kind.CAPACITY);
            });
  }

  @Test
  void aHandleTakesPartInTheTransactionAndCannotEndIt() {
    DataSource source = new ConnectionSource(store.transactions::handle);
    store.transactions.run(
        () -> {
          store.leftRows.persist(new Rows.Left("entity"));
          insertBySql(source, "one", false);
          insertBySql(source, "two", false);
        });
    assertThat(lefts()).isEqualTo(3);
    assertThatThrownBy(
            () ->
                store.transactions.run(
                    () -> {
                      insertBySql(source, "three", false);
                      throw new IllegalStateException("later");
                    }))
        .hasMessage("later");
    assertThat(lefts()).isEqualTo(3);
  }

  @Test
  void aRollbackThroughAHandleDoomsAllOfTheTransaction() {
    DataSource source = new ConnectionSource(store.transactions::handle);
    assertThatThrownBy(
            () ->
                store.transactions.run(
                    () -> {
                      store.leftRows.persist(new Rows.Left("entity"));
                      insertBySql(source, "one", true);
                    }))
        .isInstanceOfSatisfying(
            HubException.class, e -> assertThat(e.code()).isEqualTo("store.rolled-back"));
    assertThat(lefts()).isZero();
    assertThatThrownBy(source::getConnection)
        .isInstanceOfSatisfying(
            HubException.class, e -> assertThat(e.code()).isEqualTo("store.transaction.none"));
  }

  private static void insertBySql(DataSource source, String id, boolean rollback) {
    try (Connection connection = source.getConnection();
        var insert =
            connection.prepareStatement(
                "insert into left_row (id, version, amount, open) values (?, 0, 0, false)")) {
      connection.setAutoCommit(true);
      insert.setString(1, id);
      insert.executeUpdate();
      if (rollback) {
        connection.rollback();
      } else {
        connection.commit();
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aStoppingUnitWaitsForItsTransactionsAndRefusesNewOnes() {
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    CompletableFuture<Void> work =
        CompletableFuture.runAsync(
            () ->
                store.transactions.run(
                    () -> {
                      store.leftRows.persist(new Rows.Left("late"));
                      inside.countDown();
                      awaitQuietly(go);
                    }));
    awaitQuietly(inside);
    CompletableFuture<Void> closing = CompletableFuture.runAsync(store.left::close);
    await()
        .untilAsserted(
            () ->
                assertThatThrownBy(this::lefts)
                    .isInstanceOfSatisfying(
                        HubException.class,
                        e -> assertThat(e.code()).isEqualTo("store.unavailable")));
    assertThat(closing).isNotDone();
    go.countDown();
    closing.join();
    work.join();
    assertThat(
            store.transactions.call(
                () ->
                    store
                        .rightRows
                        .createNativeQuery("select count(*) from left_row", Long.class)
                        .getSingleResult()))
        .isEqualTo(1L);
  }

  @Test
  void anUnchangedChangeLogIsNotReadAgainAndALockOfADeadProcessDoesNotHinder() throws SQLException {
    store.sql("update left_changeloglock set locked = true, lockedby = 'a dead one'");
    store.migrate("1");
    assertThat(locked()).as("the same digest: nothing was touched").isTrue();
    store.migrate("2");
    assertThat(locked()).isFalse();
    store.sql("drop table right_row");
    store.sql("delete from left_changelog where id = '2'");
    store.migrate("3");
    store.transactions.run(() -> store.rightRows.persist(new Rows.Right("made anew")));
  }

  private boolean locked() {
    return (Boolean)
        store.transactions.call(
            () ->
                store
                    .rightRows
                    .createNativeQuery("select locked from left_changeloglock")
                    .getSingleResult());
  }

  private long lefts() {
    return store.transactions.call(
        () ->
            store
                .leftRows
                .createQuery("select count(l) from LeftRow l", Long.class)
                .getSingleResult());
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
