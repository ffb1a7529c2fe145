// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process that is killed while many write leaves no row behind that belongs to nobody: what was
 * not committed is free to be written again. Without {@link CommitGate} about every third kill left
 * such a row.
 */
class KilledH2Test {
  private static final int KILLS = Integer.getInteger("shuniu.h2.kills", 6);
  private static final int WRITERS = 12;
  private static final int OTHER_TABLES = 400;
  private static final int GONE_TABLES = 60;

  @TempDir Path folder;

  @Test
  void whatWasNotCommittedCanBeWrittenAgain() throws Exception {
    List<String> orphans = new ArrayList<>();
    int rows = 0;
    for (int kill = 0; kill < KILLS; kill++) {
      writeUntilKilled();
      rows = look(orphans);
      if (!orphans.isEmpty()) {
        System.out.println("after kill " + (kill + 1));
        break;
      }
    }
    System.out.printf("%d kills, %d rows, orphans: %s%n", KILLS, rows, orphans);
    assertThat(rows).isPositive();
    assertThat(orphans).isEmpty();
  }

  private void writeUntilKilled() throws Exception {
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                "-Dguarded=" + System.getProperty("shuniu.h2.guarded", "true"),
                Child.class.getName(),
                folder.toString())
            .redirectError(folder.resolve("child.log").toFile())
            .start();
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
      assertThat(lines.readLine()).as("see child.log").isEqualTo("writing");
      assertThat(lines.readLine()).as("see child.log").isEqualTo("enough");
      child.toHandle().destroyForcibly();
    }
    child.waitFor();
  }

  /** Tries to write what each writer would have written next; gives the number of rows. */
  private int look(List<String> orphans) throws SQLException {
    List<Connection> busy = new ArrayList<>();
    try {
      // Transactions are numbered from 1 by H2: an orphan is seen when its number is in use again.
      for (int i = 0; i < 3 * WRITERS; i++) {
        Connection other = connect(folder);
        other.setAutoCommit(false);
        sql(other, "insert into busy values (" + i + ")");
        busy.add(other);
      }
      try (Connection connection = connect(folder)) {
        connection.setAutoCommit(false);
        for (int writer = 0; writer < WRITERS; writer++) {
          int last = number(connection, "select max(n) from written where writer = " + writer);
          for (String table : List.of("written", "noted")) {
            try {
              sql(connection, insert(table, writer, last + 1));
            } catch (SQLException e) {
              orphans.add(table + " " + writer + "/" + (last + 1) + ": " + e.getErrorCode());
            }
          }
        }
        connection.rollback();
        return number(connection, "select count(*) from written");
      }
    } finally {
      for (Connection each : busy) {
        each.rollback();
        each.close();
      }
    }
  }

  private static String insert(String table, int writer, int n) {
    return "insert into %s(writer, n, text) values (%d, %d, 't')".formatted(table, writer, n);
  }

  private static void sql(Connection connection, String text) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(text);
    }
  }

  private static int number(Connection connection, String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(query)) {
      result.next();
      return result.getInt(1);
    }
  }

  private static Connection connect(Path folder) throws SQLException {
    return new org.h2.Driver()
        .connect(
            "jdbc:h2:file:"
                + folder.resolve("db")
                + ";WRITE_DELAY=0;RETENTION_TIME=1000;ANALYZE_AUTO=0;LOCK_TIMEOUT=300",
            user());
  }

  private static Properties user() {
    Properties user = new Properties();
    user.setProperty("user", "sa");
    user.setProperty("password", "");
    return user;
  }

  /** The process that is killed. */
  static final class Child {
    private static final CountDownLatch ENOUGH = new CountDownLatch(150);

    private Child() {}

    public static void main(String[] arguments) throws Exception {
      ConnectionSource.Opener plain = () -> connect(Path.of(arguments[0]));
      ConnectionSource.Opener opener =
          Boolean.getBoolean("guarded") ? Vendor.H2.through(plain) : plain;
      try (Connection connection = opener.open()) {
        for (String table : List.of("written", "noted")) {
          sql(
              connection,
              "create table if not exists %s(writer int, n int, text varchar(40), primary key (writer, n))"
                  .formatted(table));
        }
        sql(connection, "create table if not exists busy(n int primary key)");
        // Tables that came and went: H2 numbers its maps, and goes through them by number, modulo a
        // power of two. So the notes of transactions are read before or after the rows, by chance.
        for (int i = 0; i < GONE_TABLES; i++) {
          sql(connection, "create table gone(n int primary key)");
          sql(connection, "drop table gone");
        }
        // A hub has some hundred tables: the more, the longer H2 is at it.
        for (int i = 0; i < OTHER_TABLES; i++) {
          sql(connection, "create table if not exists other%d(n int primary key)".formatted(i));
        }
      }
      System.out.println("writing");
      // They go on until the process is killed.
      for (int writer = 0; writer < WRITERS; writer++) {
        int me = writer;
        new Thread(() -> write(opener, me)).start();
      }
      ENOUGH.await();
      System.out.println("enough");
    }

    private static void write(ConnectionSource.Opener opener, int me) {
      try (Connection connection = opener.open()) {
        connection.setAutoCommit(false);
        int from =
            number(connection, "select coalesce(max(n), 0) from written where writer = " + me);
        for (int n = from + 1; ; n++) {
          sql(connection, insert("written", me, n));
          sql(connection, insert("noted", me, n));
          connection.commit();
          ENOUGH.countDown();
        }
      } catch (SQLException e) {
        e.printStackTrace();
      }
    }
  }
}
