// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.store;

import jakarta.persistence.EntityManager;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.shuniu.api.base.HubException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One transaction of one thread. */
final class Work {
  private static final Logger LOG = LoggerFactory.getLogger(Work.class);

  private final Pool pool;
  private final Map<Unit, EntityManager> managers = new LinkedHashMap<>(2);
  private final List<Runnable> afterCommit = new ArrayList<>(2);
  private @Nullable Connection connection;
  private @Nullable Connection shielded;
  private boolean doomed;

  Work(Pool pool) {
    this.pool = pool;
  }

  /** Runs the outermost work, then commits or rolls back. */
  <T> T run(Supplier<T> work) {
    boolean committed = false;
    boolean lost = false;
    try {
      T result = work.get();
      if (doomed) {
        throw HubException.internal(
            "store.rolled-back", new IllegalStateException("a part of it failed"));
      }
      commit();
      committed = true;
      return result;
    } catch (RuntimeException e) {
      RuntimeException fault = Faults.translate(e);
      lost = Faults.unavailable(fault);
      throw fault;
    } finally {
      end(committed, lost);
    }
  }

  /** Runs work that belongs to this transaction; if it fails, all of the transaction does. */
  <T> T join(Supplier<T> work) {
    try {
      return work.get();
    } catch (RuntimeException | Error e) {
      doomed = true;
      throw e;
    }
  }

  void afterCommit(Runnable action) {
    afterCommit.add(action);
  }

  /** The unit's entity manager within this transaction. */
  EntityManager manager(Unit unit) {
    EntityManager known = managers.get(unit);
    if (known != null) {
      return known;
    }
    EntityManager fresh = unit.enter();
    managers.put(unit, fresh);
    fresh.getTransaction().begin();
    return fresh;
  }

  /** The one connection, opened when first needed; its commit, rollback and close do nothing. */
  Connection connection() throws SQLException {
    if (shielded == null) {
      Connection real = pool.connection();
      connection = real;
      shielded = shield(real, () -> {});
    }
    return shielded;
  }

  /** As {@link #connection()}, for those who bring SQL of their own: a rollback dooms all. */
  Connection handle() throws SQLException {
    return shield(connection(), () -> doomed = true);
  }

  /** After the commit, when the thread is out of the transaction. */
  void tellCommitted() {
    for (Runnable action : afterCommit) {
      try {
        action.run();
      } catch (RuntimeException e) {
        LOG.error("An action after a commit failed; the commit stands", e);
      }
    }
  }

  private void commit() {
    // Each of these writes what is pending; none of them ends the transaction of the database.
    managers.values().forEach(manager -> manager.getTransaction().commit());
    if (connection != null) {
      try {
        connection.commit();
      } catch (SQLException e) {
        throw Faults.translate(e);
      }
    }
  }

  private void end(boolean committed, boolean lost) {
    managers.forEach(Work::close);
    if (connection == null) {
      return;
    }
    if (lost) {
      pool.discard(connection);
      return;
    }
    try (Connection last = connection) {
      if (!committed) {
        last.rollback();
      }
    } catch (SQLException e) {
      LOG.debug("A lost connection did not roll back", e);
    }
  }

  private static void close(Unit unit, EntityManager manager) {
    try {
      if (manager.getTransaction().isActive()) {
        manager.getTransaction().rollback();
      }
      manager.close();
    } catch (RuntimeException e) {
      LOG.debug("An entity manager did not close", e);
    } finally {
      unit.leave();
    }
  }

  /** What stands for a connection, without the power to end its transaction. */
  private static Connection shield(Connection real, Runnable onRollback) {
    return (Connection)
        Proxy.newProxyInstance(
            Work.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (self, method, arguments) -> {
              switch (method.getName()) {
                case "commit", "close", "setAutoCommit", "abort":
                  return null;
                case "rollback":
                  if (arguments == null) {
                    onRollback.run();
                    return null;
                  }
                  break;
                default:
              }
              try {
                return method.invoke(real, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
