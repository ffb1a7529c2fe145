// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.store;

import java.io.File;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/** A PostgreSQL database by {@code pg_dump}, which takes over the snapshot of our transaction. */
final class PostgresDump extends FixedRows {
  private final Server server;
  private String snapshot = "";

  /**
   * How {@code pg_dump} reaches the database.
   *
   * @param url of JDBC
   * @param password asked for when it is needed
   */
  record Server(String url, String user, Pool.Password password) {
    /** The address without {@code jdbc:} and without parameters, which are the JDBC driver's. */
    String address() {
      String address = url.substring("jdbc:".length());
      int parameters = address.indexOf('?');
      return parameters < 0 ? address : address.substring(0, parameters);
    }
  }

  PostgresDump(Connection connection, Server server) {
    super(connection, Connection.TRANSACTION_REPEATABLE_READ);
    this.server = server;
  }

  /** The program on this machine, or what to do without it. */
  static Path findTool() throws IOException {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return Stream.concat(Arrays.stream(path.split(File.pathSeparator)).map(Path::of), versions())
        .map(folder -> folder.resolve("pg_dump"))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(
            () ->
                new IOException(
                    "this machine has no pg_dump; install the package postgresql-client of the"
                        + " server's version, or back up the database by its own tools, see"
                        + " docs/backup.md"));
  }

  /** Debian keeps each version in a folder of its own; the newest reads all older servers. */
  private static Stream<Path> versions() {
    File[] found = new File("/usr/lib/postgresql").listFiles();
    return found == null
        ? Stream.empty()
        : Arrays.stream(found)
            .sorted((a, b) -> number(b) - number(a))
            .map(version -> version.toPath().resolve("bin"));
  }

  private static int number(File version) {
    return version.getName().matches("\\d{1,4}") ? Integer.parseInt(version.getName()) : 0;
  }

  @Override
  public String kind() {
    return "postgresql";
  }

  @Override
  public Optional<Path> file() {
    return Optional.empty();
  }

  @Override
  public long bytes() throws IOException {
    try {
      return longOf("select pg_database_size(current_database())");
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  @Override
  public void fix() throws IOException {
    super.fix();
    try {
      snapshot = textOf("select pg_export_snapshot()");
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  @Override
  public void dump(Path to) throws IOException {
    Path said = to.resolveSibling(to.getFileName() + ".log");
    ProcessBuilder command =
        new ProcessBuilder(
                findTool().toString(),
                "--format=custom",
                "--no-owner",
                "--no-privileges",
                "--snapshot=" + snapshot,
                "--file=" + to,
                "--username=" + server.user(),
                "--no-password",
                "--dbname=" + server.address())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile());
    try {
      command.environment().put("PGPASSWORD", server.password().get());
    } catch (SQLException e) {
      throw failed(e);
    }
    Process process = command.start();
    try {
      if (process.waitFor() != 0) {
        String why = Files.readString(said, StandardCharsets.UTF_8).strip();
        throw new IOException("pg_dump failed: " + why);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    } finally {
      process.destroy();
      Files.deleteIfExists(said);
    }
  }
}
