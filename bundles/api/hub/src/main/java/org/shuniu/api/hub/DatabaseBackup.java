// SPDX-License-Identifier: Apache-2.0
package org.shuniu.api.hub;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedMap;

/** Copies the hub's database while it is worked with (P10). */
public interface DatabaseBackup {
  /**
   * Prepares a copy. Close it soon: it holds a connection, and the database keeps old rows for it.
   *
   * @throws IOException with a sentence for the administrator, if this database has to be backed up
   *     by its own tools
   */
  Snapshot open() throws IOException;

  /** The database at one moment; for one thread. */
  interface Snapshot extends AutoCloseable {
    /** How the copy is written: {@code h2} (SQL, gzip), {@code postgresql} (pg_dump, custom). */
    String kind();

    /** The file of an embedded database. */
    Optional<Path> file();

    /** About how many bytes the database takes on its disk, more than the copy will. */
    long bytes() throws IOException;

    /** From here on the snapshot does not see what others commit. Returns within milliseconds. */
    void fix() throws IOException;

    /** How many rows each table has at the fixed moment, by the table's name. */
    SortedMap<String, Long> rows() throws IOException;

    /** Writes what the database holds at the fixed moment. Once, and after {@link #rows()}. */
    void dump(Path to) throws IOException;

    @Override
    void close();
  }
}
