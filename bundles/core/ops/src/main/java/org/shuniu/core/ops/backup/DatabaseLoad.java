// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.ops.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

/** Makes the embedded database of a home from its script. */
final class DatabaseLoad {
  private static final String SUFFIX = ".mv.db";

  /** Makes the database; the script brings the users that the hub knows. */
  private static final String MAKER = "SHUNIU_RESTORE";

  private final Manifest manifest;

  DatabaseLoad(Manifest manifest) {
    this.manifest = manifest;
  }

  /**
   * Loads and counts.
   *
   * @param home where the database is made
   * @param finalHome where that folder will be when it is used
   */
  void load(Path script, Path home, Path finalHome) throws IOException {
    Path place = home.resolve(manifest.databaseFile()).normalize();
    String file = place.toString();
    if (!place.startsWith(home) || !file.endsWith(SUFFIX)) {
      throw new IOException("the archive names a database outside of the home: " + place);
    }
    Folders.create(Folders.of(place));
    String url =
        "jdbc:h2:file:" + file.substring(0, file.length() - SUFFIX.length()) + ";ANALYZE_AUTO=0";
    try (Connection connection = DriverManager.getConnection(url, MAKER, "");
        Statement sql = connection.createStatement()) {
      try (PreparedStatement run =
          connection.prepareStatement("runscript from ? compression gzip charset 'UTF-8'")) {
        run.setString(1, script.toString());
        run.execute();
      }
      count(sql);
      if (!finalHome.equals(manifest.home())) {
        moveRecordings(connection, finalHome);
      }
      sql.execute("drop user " + MAKER);
    } catch (SQLException e) {
      throw new IOException("the database cannot be restored: " + e.getMessage(), e);
    }
    Files.deleteIfExists(Path.of(file.replace(SUFFIX, ".trace.db")));
  }

  private void count(Statement sql) throws SQLException, IOException {
    for (Map.Entry<String, Long> table : manifest.rows().entrySet()) {
      String name = table.getKey().replace("\"", "\"\"");
      try (ResultSet rows = sql.executeQuery("select count(*) from \"" + name + "\"")) {
        rows.next();
        if (rows.getLong(1) != table.getValue()) {
          throw new IOException(
              "table %s has %d rows, at the backup it had %d"
                  .formatted(name, rows.getLong(1), table.getValue()));
        }
      }
    }
  }

  /** The one place where the database names files of the home. */
  private void moveRecordings(Connection connection, Path finalHome) throws SQLException {
    if (!manifest.rows().containsKey("CONTACT_RECORDING")) {
      return;
    }
    String from = address(manifest.home());
    try (PreparedStatement move =
        connection.prepareStatement(
            "update contact_recording set uri = concat(?, substring(uri, ?))"
                + " where substring(uri, 1, ?) = ?")) {
      move.setString(1, address(finalHome));
      move.setInt(2, from.length() + 1);
      move.setInt(3, from.length());
      move.setString(4, from);
      move.executeUpdate();
    }
  }

  /** {@code file:///…/}, whether or not the folder is there. */
  private static String address(Path folder) {
    String address = folder.toUri().toString();
    return address.endsWith("/") ? address : address + "/";
  }
}
