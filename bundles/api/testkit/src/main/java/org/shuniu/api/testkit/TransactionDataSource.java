// SPDX-License-Identifier: Apache-2.0
package org.shuniu.api.testkit;

import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Gives handles on the connection of the present transaction, as {@code Transactions} promises. */
final class TransactionDataSource implements DataSource {
  private final ThreadTransactions transactions;

  TransactionDataSource(ThreadTransactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public Connection getConnection() {
    Connection connection = transactions.connection();
    return (Connection)
        Proxy.newProxyInstance(
            TransactionDataSource.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (self, method, arguments) -> {
              switch (method.getName()) {
                case "close", "commit", "setAutoCommit":
                  return null;
                case "rollback":
                  if (arguments == null) {
                    transactions.doom();
                    return null;
                  }
                  break;
                default:
              }
              try {
                return method.invoke(connection, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  @Override
  public Connection getConnection(String user, String password) {
    return getConnection();
  }

  @Override
  public @Nullable PrintWriter getLogWriter() {
    return null;
  }

  @Override
  public void setLogWriter(@Nullable PrintWriter out) {}

  @Override
  public void setLoginTimeout(int seconds) {}

  @Override
  public int getLoginTimeout() {
    return 0;
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    throw new SQLFeatureNotSupportedException();
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    throw new SQLException("wraps no " + type);
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    return false;
  }
}
