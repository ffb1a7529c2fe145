// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.store;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.shuniu.api.hub.DatabaseBackup;

/** A read-only transaction that sees all tables as they were at one moment. */
abstract class FixedRows implements DatabaseBackup.Snapshot {
  private final Connection connection;
  private final int isolation;

  /**
   * @param isolation with which one statement fixes what all later ones see
   */
  FixedRows(Connection connection, int isolation) {
    this.connection = connection;
    this.isolation = isolation;
  }

  @Override
  public void fix() throws IOException {
    try {
      connection.rollback();
      connection.setTransactionIsolation(isolation);
      longOf("select count(*) from store_unit");
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  @Override
  public SortedMap<String, Long> rows() throws IOException {
    SortedMap<String, Long> rows = new TreeMap<>();
    try {
      for (String table : tables()) {
        rows.put(table, longOf("select count(*) from \"" + table.replace("\"", "\"\"") + "\""));
      }
      return rows;
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  private List<String> tables() throws SQLException {
    List<String> names = new ArrayList<>();
    try (ResultSet tables =
        connection
            .getMetaData()
            .getTables(
                connection.getCatalog(),
                connection.getSchema(),
                null,
                new String[] {"TABLE", "BASE TABLE"})) {
      while (tables.next()) {
        names.add(tables.getString("TABLE_NAME"));
      }
    }
    return names;
  }

  final long longOf(String query) throws SQLException {
    return Long.parseLong(textOf(query));
  }

  /** The first column of the only row; empty if that is null. */
  final String textOf(String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      String text = row.getString(1);
      return text == null ? "" : text;
    }
  }

  final Connection connection() {
    return connection;
  }

  static IOException failed(SQLException e) {
    return new IOException("the database cannot be copied: " + e.getMessage(), e);
  }

  @Override
  public void close() {
    try (connection) {
      connection.rollback();
    } catch (SQLException e) {
      // The connection is gone, and the transaction with it.
    }
  }
}
