// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.store;

import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The store without OSGi: a pool, its transactions and two units. */
final class Fixture implements AutoCloseable {
  final Pool pool;
  final ThreadTransactions transactions;
  final Unit left;
  final Unit right;
  final EntityManager leftRows;
  final EntityManager rightRows;

  /** Held, or the setting would be collected with the logger. */
  private static final Logger QUIET = Logger.getLogger("org.hibernate");

  static {
    QUIET.setLevel(Level.SEVERE);
  }

  Fixture(Driver driver, String url, String user) throws SQLException {
    pool = pool(driver, url, user);
    migrate("1");
    transactions = new ThreadTransactions(pool);
    left = unit("left", Rows.Left.class);
    right = unit("right", Rows.Right.class);
    leftRows = left.proxy(transactions);
    rightRows = right.proxy(transactions);
  }

  static Pool pool(Driver driver, String url, String user) {
    return new Pool(
        new ConnectionSource(
            () -> {
              Properties properties = Vendor.of(url).limits(3000, 5000);
              properties.setProperty("user", user);
              properties.setProperty("password", "");
              return driver.connect(url, properties);
            }),
        4,
        3000);
  }

  void migrate(String digest) throws SQLException {
    new Migration(pool::connection)
        .apply("left", "db/changelog.xml", digest, Fixture.class.getClassLoader());
  }

  private Unit unit(String name, Class<?> entity) {
    return Unit.open(
        name,
        Fixture.class.getClassLoader(),
        List.of(entity.getName()),
        new ConnectionSource(transactions::connection),
        Duration.ofSeconds(2));
  }

  void sql(String statement) throws SQLException {
    try (Connection connection = pool.connection();
        var sql = connection.createStatement()) {
      sql.execute(statement);
      connection.commit();
    }
  }

  @Override
  public void close() {
    left.close();
    right.close();
    pool.close();
  }
}
