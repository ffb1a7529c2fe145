// SPDX-License-Identifier: Apache-2.0
package org.shuniu.api.hub;

import java.util.function.Supplier;

/**
 * Database transactions (P5). One transaction is one connection, shared by the entity managers of
 * all persistence units that are used within it on the same thread, and by the outbox.
 *
 * <p>A bundle with entities declares a persistence unit in its manifest:
 *
 * <pre>
 * Shuniu-Store: contact
 * Shuniu-Entities: ${classes;ANNOTATED;jakarta.persistence.Entity}
 * </pre>
 *
 * and brings its tables as Liquibase change log {@code db/changelog.xml}; table names begin with
 * the unit's name and an underscore. The core then migrates the database and registers a {@code
 * jakarta.persistence.EntityManager} service with the property {@code osgi.unit.name=contact},
 * which is usable by many threads, inside a transaction only. While the database is lost the
 * service stays, and calls fail with the code {@code store.unavailable} (kind CAPACITY).
 *
 * <p>A library that brings its own SQL takes part through the {@link #DATA_SOURCE} service.
 */
public interface Transactions {
  /**
   * Filter of the {@code javax.sql.DataSource} service whose connections are handles on the
   * connection of this thread's transaction, so that what is done through them is committed with
   * entities, inbox and outbox. On a handle {@code close}, {@code commit} and {@code setAutoCommit}
   * do nothing; {@code rollback} dooms the transaction, which then fails with {@code
   * store.rolled-back}. A handle is of no use after its transaction. Outside of a transaction
   * {@code getConnection} throws {@code store.transaction.none} (kind INTERNAL).
   */
  String DATA_SOURCE = "(shuniu.transactional=true)";

  /**
   * Runs work in the current transaction of this thread, or in a new one, which is committed when
   * the work returns and rolled back when it throws. Optimistic lock conflicts surface as {@code
   * store.conflict} (kind CAPACITY).
   */
  <T> T call(Supplier<T> work);

  /** As {@link #call}, without a result. */
  default void run(Runnable work) {
    call(
        () -> {
          work.run();
          return true;
        });
  }

  /**
   * Runs the action on this thread after the current transaction's commit; at once where there is
   * none.
   */
  void afterCommit(Runnable action);

  /** Whether this thread is inside a transaction. */
  boolean active();

  /**
   * Runs work that makes or changes tables, one at a time in this hub and never beside the
   * migration of a persistence unit: a database that locks its catalogue for it would refuse one of
   * two.
   */
  default <T> T migrating(Supplier<T> work) {
    return work.get();
  }
}
