// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.store;

import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.shuniu.api.base.HubException;
import org.shuniu.api.hub.Transactions;

/** Transactions bound to threads, all over one pool. */
final class ThreadTransactions implements Transactions {
  private final Pool pool;
  private final Lock tables = new ReentrantLock();
  private final ThreadLocal<@Nullable Work> current = new ThreadLocal<>();

  ThreadTransactions(Pool pool) {
    this.pool = pool;
  }

  @Override
  public <T> T call(Supplier<T> work) {
    Work outer = current.get();
    if (outer != null) {
      return outer.join(work);
    }
    Work mine = new Work(pool);
    current.set(mine);
    T result;
    try {
      result = mine.run(work);
    } finally {
      current.remove();
    }
    mine.tellCommitted();
    return result;
  }

  @Override
  public void afterCommit(Runnable action) {
    Work work = current.get();
    if (work == null) {
      action.run();
    } else {
      work.afterCommit(action);
    }
  }

  @Override
  public <T> T migrating(Supplier<T> work) {
    tables.lock();
    try {
      return work.get();
    } finally {
      tables.unlock();
    }
  }

  /** Held while tables are made or changed. */
  Lock tables() {
    return tables;
  }

  @Override
  public boolean active() {
    return current.get() != null;
  }

  EntityManager manager(Unit unit) {
    return present().manager(unit);
  }

  /** See {@link Transactions#DATA_SOURCE}. */
  Connection handle() throws SQLException {
    return present().handle();
  }

  private Work present() {
    Work work = current.get();
    if (work == null) {
      throw HubException.internal(
          "store.transaction.none", new IllegalStateException("outside of a transaction"));
    }
    return work;
  }

  /** For Hibernate: the transaction's connection, or one of its own while a factory is built. */
  Connection connection() throws SQLException {
    Work work = current.get();
    return work == null ? pool.connection() : work.connection();
  }
}
