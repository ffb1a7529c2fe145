// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.ops.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.shuniu.api.hub.DatabaseBackup;
import org.shuniu.api.hub.JournalBackup;

/** A home with a real database, a journal that is a file, and recordings. */
final class Fixture {
  static final Duration SETTLED = Duration.ofMillis(200);

  final Path home;
  final List<String> said = new ArrayList<>();
  Runnable atTheMoment = () -> {};

  Fixture(Path home) throws Exception {
    this.home = home;
    write("home.properties", "pbx=simulator\n");
    write("etc/org.shuniu.core.store.cfg", "poolSize = 7\n");
    write("secrets/vault-key", "key");
    write("data/artemis/journal/one.amq", "messages");
    write("data/log/hub.log", "not to be kept");
    write("data/cache/bundle0/x", "not to be kept");
    old(write("asterisk/recordings/2026/录音 1.wav", "RIFF one"));
    try (Connection database = open(home);
        Statement sql = database.createStatement()) {
      sql.execute("create table contact_contact (id varchar(36) primary key, note clob, raw blob)");
      sql.execute("create table contact_recording (id int primary key, uri varchar(400))");
      for (int i = 0; i < 300; i++) {
        sql.execute(
            "insert into contact_contact values ('c%d', repeat('来电', %d), x'00ff%02x')"
                .formatted(i, i * 10, i % 256));
      }
      sql.execute(
          "insert into contact_recording values (1, '%sasterisk/recordings/2026/a.wav')"
              .formatted(home.toUri()));
      sql.execute("insert into contact_recording values (2, 'file:///elsewhere/b.wav')");
    }
  }

  /** As the hub does it, one connection at a time. */
  static Connection open(Path home) throws SQLException {
    return DriverManager.getConnection("jdbc:h2:file:" + home.resolve("data/db/shuniu"), "sa", "");
  }

  /** Everything in a table, as text. */
  static List<String> rows(Path home, String query) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Connection database = open(home);
        Statement sql = database.createStatement();
        ResultSet row = sql.executeQuery(query)) {
      while (row.next()) {
        rows.add(row.getString(1));
      }
    }
    return rows;
  }

  Path write(String name, String text) throws IOException {
    Path file = home.resolve(name);
    Files.createDirectories(Folders.of(file));
    return Files.writeString(file, text);
  }

  static void old(Path file) throws IOException {
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(60)));
  }

  Backup.Done backUp(Path target) throws IOException {
    return backUp(target, true);
  }

  Backup.Done backUp(Path target, boolean withRecordings) throws IOException {
    return new Backup(home, "0.1.0", this::snapshot, new CopiedFiles(), SETTLED)
        .write(target, withRecordings, progress());
  }

  Progress progress() {
    return new Progress(said::add);
  }

  private DatabaseBackup.Snapshot snapshot() throws IOException {
    try {
      return new Script(open(home), home.resolve("data/db/shuniu.mv.db"));
    } catch (SQLException e) {
      throw new IOException(e);
    }
  }

  private final class CopiedFiles implements JournalBackup {
    @Override
    public Path directory() {
      return home.resolve("data/artemis");
    }

    @Override
    public void copy(Path into, Moment moment) throws IOException {
      moment.now();
      atTheMoment.run();
      Files.createDirectories(into.resolve("journal"));
      Files.copy(directory().resolve("journal/one.amq"), into.resolve("journal/one.amq"));
    }
  }

  private record Script(Connection connection, Path place) implements DatabaseBackup.Snapshot {
    @Override
    public String kind() {
      return "h2";
    }

    @Override
    public Optional<Path> file() {
      return Optional.of(place);
    }

    @Override
    public long bytes() throws IOException {
      return Files.size(place);
    }

    @Override
    public void fix() {}

    @Override
    public SortedMap<String, Long> rows() throws IOException {
      SortedMap<String, Long> rows = new TreeMap<>();
      for (String table : List.of("CONTACT_CONTACT", "CONTACT_RECORDING")) {
        try (Statement sql = connection.createStatement();
            ResultSet row = sql.executeQuery("select count(*) from " + table)) {
          row.next();
          rows.put(table, row.getLong(1));
        } catch (SQLException e) {
          throw new IOException(e);
        }
      }
      return rows;
    }

    @Override
    public void dump(Path to) throws IOException {
      try (Statement sql = connection.createStatement()) {
        sql.execute("script to '" + to + "' compression gzip charset 'UTF-8'");
      } catch (SQLException e) {
        throw new IOException(e);
      }
    }

    @Override
    public void close() {
      try {
        connection.close();
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
