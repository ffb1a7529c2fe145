// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Optional;

/**
 * The embedded database as SQL. Not {@code BACKUP TO}: a script is of the moment at which the rows
 * were counted, reads each row (a damaged page is found now, not at the restore), leaves the dead
 * space of the file behind and can be read by a later H2.
 */
final class H2Script extends FixedRows {
  private static final String SUFFIX = ".mv.db";

  H2Script(Connection connection) {
    super(connection, Connection.TRANSACTION_SERIALIZABLE);
  }

  @Override
  public String kind() {
    return "h2";
  }

  @Override
  public Optional<Path> file() {
    try {
      String path = textOf("select database_path()");
      return path.isEmpty() ? Optional.empty() : Optional.of(Path.of(path + SUFFIX));
    } catch (SQLException e) {
      return Optional.empty();
    }
  }

  @Override
  public long bytes() throws IOException {
    Optional<Path> file = file();
    return file.isPresent() ? Files.size(file.get()) : 0;
  }

  @Override
  public void dump(Path to) throws IOException {
    try (PreparedStatement script =
        connection().prepareStatement("script to ? compression gzip charset 'UTF-8'")) {
      script.setString(1, to.toString());
      script.execute();
    } catch (SQLException e) {
      throw failed(e);
    }
  }
}
