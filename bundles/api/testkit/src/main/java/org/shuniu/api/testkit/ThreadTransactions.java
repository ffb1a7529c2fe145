// SPDX-License-Identifier: Apache-2.0
package org.shuniu.api.testkit;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.OptimisticLockException;
import jakarta.persistence.PessimisticLockException;
import jakarta.persistence.RollbackException;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.hibernate.Session;
import org.hibernate.exception.ConstraintViolationException;
import org.hibernate.exception.LockAcquisitionException;
import org.jspecify.annotations.Nullable;
import org.shuniu.api.base.HubException;
import org.shuniu.api.hub.Transactions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Transactions over one entity manager factory, bound to threads. */
final class ThreadTransactions implements Transactions {
  private static final Logger LOG = LoggerFactory.getLogger(ThreadTransactions.class);

  private final EntityManagerFactory factory;
  private final ThreadLocal<@Nullable Work> current = new ThreadLocal<>();

  ThreadTransactions(EntityManagerFactory factory) {
    this.factory = factory;
  }

  @Override
  public <T> T call(Supplier<T> work) {
    Work outer = current.get();
    if (outer != null) {
      return outer.join(work);
    }
    Work mine = new Work(factory.createEntityManager());
    current.set(mine);
    T result;
    try {
      result = mine.run(work);
    } catch (RuntimeException e) {
      throw translate(e);
    } finally {
      current.remove();
    }
    mine.committed();
    return result;
  }

  @Override
  public void afterCommit(Runnable action) {
    Work work = current.get();
    if (work == null) {
      action.run();
    } else {
      work.afterCommit.add(action);
    }
  }

  @Override
  public boolean active() {
    return current.get() != null;
  }

  EntityManager entityManager() {
    Work work = current.get();
    if (work == null) {
      throw HubException.internal(
          "store.transaction.none", new IllegalStateException("outside of a transaction"));
    }
    return work.entities;
  }

  /** The connection of the present transaction. */
  Connection connection() {
    return entityManager().unwrap(Session.class).doReturningWork(connection -> connection);
  }

  /** The present transaction must not be committed. */
  void doom() {
    Work work = current.get();
    if (work != null) {
      work.doomed = true;
    }
  }

  private static RuntimeException translate(RuntimeException e) {
    for (Throwable t = e; t != null; t = t.getCause()) {
      if (t instanceof HubException hub) {
        return hub;
      }
      if (t instanceof OptimisticLockException
          || t instanceof PessimisticLockException
          || t instanceof LockAcquisitionException) {
        return HubException.capacity("store.conflict", Map.of());
      }
      if (t instanceof ConstraintViolationException violation
          && violation.getKind() == ConstraintViolationException.ConstraintKind.UNIQUE) {
        return HubException.capacity("store.conflict", Map.of());
      }
    }
    return e;
  }

  private static final class Work {
    private final EntityManager entities;
    private final List<Runnable> afterCommit = new ArrayList<>();
    private boolean doomed;

    Work(EntityManager entities) {
      this.entities = entities;
    }

    <T> T join(Supplier<T> work) {
      try {
        return work.get();
      } catch (RuntimeException | Error e) {
        doomed = true;
        throw e;
      }
    }

    <T> T run(Supplier<T> work) {
      try {
        entities.getTransaction().begin();
        T result = work.get();
        if (doomed) {
          throw HubException.internal(
              "store.rolled-back", new RollbackException("a nested transaction failed"));
        }
        entities.getTransaction().commit();
        return result;
      } finally {
        if (entities.getTransaction().isActive()) {
          entities.getTransaction().rollback();
        }
        entities.close();
      }
    }

    void committed() {
      for (Runnable action : afterCommit) {
        try {
          action.run();
        } catch (RuntimeException e) {
          LOG.error("An action after a commit failed", e);
        }
      }
    }
  }
}
