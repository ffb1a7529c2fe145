// SPDX-License-Identifier: Apache-2.0
package org.shuniu.workflow.engine;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.shuniu.api.hub.Transactions;

/** The hub's transactions over plain JDBC and a pool, for any database: what the store promises. */
final class JdbcHub implements Transactions, AutoCloseable {
  private final HikariDataSource pool;
  private final ThreadLocal<Work> current = new ThreadLocal<>();

  private record Work(Connection connection, List<Runnable> after) {}

  JdbcHub(String url, String user, String password) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url);
    config.setUsername(user);
    config.setPassword(password);
    config.setAutoCommit(false);
    config.setMaximumPoolSize(12);
    pool = new HikariDataSource(config);
  }

  @Override
  public <T> T call(Supplier<T> work) {
    if (current.get() != null) {
      return work.get();
    }
    Work mine;
    T result;
    try (Connection connection = pool.getConnection()) {
      mine = new Work(connection, new ArrayList<>());
      current.set(mine);
      try {
        result = work.get();
        connection.commit();
      } catch (RuntimeException e) {
        connection.rollback();
        throw e;
      } finally {
        current.remove();
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    mine.after.forEach(Runnable::run);
    return result;
  }

  @Override
  public void afterCommit(Runnable action) {
    Work work = current.get();
    if (work == null) {
      action.run();
    } else {
      work.after.add(action);
    }
  }

  @Override
  public boolean active() {
    return current.get() != null;
  }

  DataSource dataSource() {
    return (DataSource)
        Proxy.newProxyInstance(
            JdbcHub.class.getClassLoader(),
            new Class<?>[] {DataSource.class},
            (self, method, arguments) -> {
              if (method.getName().equals("getConnection")) {
                return handle(current.get().connection);
              }
              throw new UnsupportedOperationException(method.getName());
            });
  }

  private static Connection handle(Connection real) {
    return (Connection)
        Proxy.newProxyInstance(
            JdbcHub.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (self, method, arguments) -> {
              if (List.of("close", "commit", "rollback", "setAutoCommit")
                  .contains(method.getName())) {
                return null;
              }
              try {
                return method.invoke(real, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  @Override
  public void close() {
    pool.close();
  }
}
