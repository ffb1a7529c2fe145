// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;

/**
 * The hub's database connections. While the database is away one caller in half a second finds out
 * whether it is back, and all others are refused at once: threads do not pile up.
 */
final class Pool implements AutoCloseable {
  private static final long PROBE_NANOS = 500_000_000L;

  private final HikariDataSource connections;

  /** 0: the last attempt went well; else the moment from which the next one may be made. */
  private final AtomicLong nextProbe = new AtomicLong();

  Pool(DataSource source, int size, int connectionTimeoutMs) {
    HikariConfig config = new HikariConfig();
    config.setPoolName("store");
    config.setDataSource(source);
    config.setMaximumPoolSize(size);
    config.setMinimumIdle(Math.min(2, size));
    config.setAutoCommit(false);
    config.setConnectionTimeout(connectionTimeoutMs);
    config.setValidationTimeout(Math.min(2000, connectionTimeoutMs));
    config.setInitializationFailTimeout(-1);
    config.setRegisterMbeans(false);
    connections = new HikariDataSource(config);
  }

  /** Where the password comes from; asked for each connection, so that a new one is found. */
  @FunctionalInterface
  interface Password {
    String get() throws SQLException;
  }

  /** Opens the pool; neither the database nor the password need be there yet. */
  static Pool open(StoreSettings settings, String url, Driver driver, Password password) {
    Properties properties =
        Vendor.of(url).limits(settings.connectionTimeoutMs(), settings.statementTimeoutMs());
    properties.setProperty("user", settings.user());
    // DriverManager would look for the driver in the caller's class loader, and not find it.
    DataSource source =
        new ConnectionSource(
            Vendor.of(url)
                .through(
                    () -> {
                      Properties mine = (Properties) properties.clone();
                      mine.setProperty("password", password.get());
                      Connection connection = driver.connect(url, mine);
                      if (connection == null) {
                        throw new SQLException("the driver does not accept the address", "08001");
                      }
                      return connection;
                    }));
    return new Pool(source, settings.poolSize(), settings.connectionTimeoutMs());
  }

  /** A connection without auto-commit, or a {@link SQLException} of SQL state 08. */
  Connection connection() throws SQLException {
    long retry = nextProbe.get();
    long now = System.nanoTime();
    if (retry != 0
        && (now - retry < 0 || !nextProbe.compareAndSet(retry, notZero(now + PROBE_NANOS)))) {
      throw new SQLException("the database did not answer a moment ago", "08001");
    }
    try {
      Connection connection = connections.getConnection();
      nextProbe.set(0);
      return connection;
    } catch (SQLException e) {
      // A pool whose connections are all in use is no lost database.
      if (Faults.connectionLost(e.getCause() instanceof SQLException cause ? cause : e)
          && bean().getActiveConnections() < connections.getMaximumPoolSize()) {
        nextProbe.set(notZero(System.nanoTime() + PROBE_NANOS));
      }
      throw e;
    }
  }

  /** Closes a connection whose database was lost, whatever the driver says of its state. */
  void discard(Connection connection) {
    connections.evictConnection(connection);
  }

  /** Connections in use now. */
  int active() {
    return bean().getActiveConnections();
  }

  /** Threads that wait for a connection now. */
  int waiting() {
    return bean().getThreadsAwaitingConnection();
  }

  @Override
  public void close() {
    connections.close();
  }

  private HikariPoolMXBean bean() {
    return connections.getHikariPoolMXBean();
  }

  private static long notZero(long nanos) {
    return nanos == 0 ? 1 : nanos;
  }
}
