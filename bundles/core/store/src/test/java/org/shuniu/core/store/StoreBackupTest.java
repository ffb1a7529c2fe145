// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.h2.Driver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.shuniu.api.hub.DatabaseBackup;

/**
 * Copies of a database that is being written to. PostgreSQL: {@code -Dshuniu.postgresql.url=…} of a
 * server that trusts user {@code sa}.
 */
class StoreBackupTest {
  private static final String OPTIONS = ";WRITE_DELAY=0;RETENTION_TIME=1000;ANALYZE_AUTO=0";

  @TempDir Path folder;

  @Test
  void aCopyIsOfOneMomentWhileOthersCommit() throws Exception {
    String url = "jdbc:h2:file:" + folder.resolve("db") + OPTIONS;
    Path script = folder.resolve("script");
    try (Fixture store = new Fixture(new Driver(), url, "sa")) {
      for (int i = 0; i < 2000; i++) {
        pair(store, "early-" + i);
      }
      AtomicBoolean stop = new AtomicBoolean();
      AtomicInteger written = new AtomicInteger();
      Thread writer =
          new Thread(
              () -> {
                while (!stop.get()) {
                  pair(store, "late-" + written.getAndIncrement());
                }
              });
      writer.start();
      try (DatabaseBackup.Snapshot snapshot = backup(store, url).open()) {
        assertThat(snapshot.file()).contains(folder.resolve("db.mv.db"));
        assertThat(snapshot.bytes()).isPositive();
        snapshot.fix();
        int mark = written.get();
        while (written.get() < mark + 200) {
          Thread.onSpinWait();
        }
        var rows = snapshot.rows();
        // Each transaction writes to both tables: a copy of two moments would tell them apart.
        assertThat(rows.get("LEFT_ROW"))
            .isEqualTo(rows.get("RIGHT_ROW"))
            .isBetween(2000L, 2001L + mark);
        snapshot.dump(script);
        assertThat(count(script, "left_row")).isEqualTo(rows.get("LEFT_ROW"));
        assertThat(count(script, "right_row")).isEqualTo(rows.get("RIGHT_ROW"));
      } finally {
        stop.set(true);
        writer.join();
      }
      assertThat(store.pool.active()).as("connections that were not given back").isZero();
      try (Connection connection = store.pool.connection()) {
        assertThat(connection.getTransactionIsolation())
            .isEqualTo(Connection.TRANSACTION_READ_COMMITTED);
      }
    }
  }

  @Test
  void oraclesOwnToolsAreNamed() {
    StoreBackup backup =
        new StoreBackup(
            Fixture.pool(new Driver(), "jdbc:h2:mem:none", "sa"),
            Vendor.ORACLE,
            new PostgresDump.Server("jdbc:oracle:thin:@//db/hub", "sa", () -> ""));
    assertThatThrownBy(backup::open).isInstanceOf(IOException.class).hasMessageContaining("RMAN");
  }

  @Test
  void parametersOfTheJdbcDriverAreNotTheToolsOwn() {
    assertThat(
            new PostgresDump.Server("jdbc:postgresql://db:5432/hub?socketTimeout=3", "sa", () -> "")
                .address())
        .isEqualTo("postgresql://db:5432/hub");
  }

  @Test
  @EnabledIfSystemProperty(named = "shuniu.postgresql.url", matches = ".+")
  void postgresqlIsDumpedAsItWasAtTheMoment() throws Exception {
    String url = System.getProperty("shuniu.postgresql.url");
    Path dump = folder.resolve("dump");
    try (Fixture store = new Fixture(new org.postgresql.Driver(), url, "sa")) {
      store.sql("delete from left_row");
      pair(store, "early");
      try (DatabaseBackup.Snapshot snapshot = backup(store, url).open()) {
        snapshot.fix();
        pair(store, "late");
        assertThat(snapshot.rows()).containsEntry("left_row", 1L);
        snapshot.dump(dump);
      }
      assertThat(snapshotText(dump)).contains("early").doesNotContain("late");
    }
  }

  private static String snapshotText(Path dump) throws Exception {
    Process process =
        new ProcessBuilder(
                PostgresDump.findTool().resolveSibling("pg_restore").toString(),
                "--data-only",
                "--table=left_row",
                "--file=-",
                dump.toString())
            .start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  private static StoreBackup backup(Fixture store, String url) {
    return new StoreBackup(
        store.pool, Vendor.of(url), new PostgresDump.Server(url, "sa", () -> ""));
  }

  private static void pair(Fixture store, String id) {
    store.transactions.run(
        () -> {
          store.leftRows.persist(new Rows.Left(id));
          store.rightRows.persist(new Rows.Right(id));
        });
  }

  private long count(Path script, String table) throws Exception {
    try (Connection connection = DriverManager.getConnection("jdbc:h2:mem:" + table, "maker", "");
        var sql = connection.createStatement()) {
      sql.execute("runscript from '" + script + "' compression gzip charset 'UTF-8'");
      try (ResultSet row = sql.executeQuery("select count(*) from " + table)) {
        row.next();
        return row.getLong(1);
      }
    }
  }
}
