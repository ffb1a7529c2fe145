// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.store;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import org.shuniu.api.hub.DatabaseBackup;

/** Copies of the database, each in the way of its vendor. */
final class StoreBackup implements DatabaseBackup {
  private final Pool pool;
  private final Vendor vendor;
  private final PostgresDump.Server server;

  /**
   * @param server how another program reaches the database
   */
  StoreBackup(Pool pool, Vendor vendor, PostgresDump.Server server) {
    this.pool = pool;
    this.vendor = vendor;
    this.server = server;
  }

  @Override
  public Snapshot open() throws IOException {
    if (vendor == Vendor.ORACLE) {
      throw new IOException(
          "Oracle is backed up by its own tools, RMAN or expdp with FLASHBACK_TIME; see docs/backup.md");
    }
    if (vendor == Vendor.POSTGRESQL) {
      PostgresDump.findTool();
    }
    try {
      Connection connection = pool.connection();
      return vendor == Vendor.H2 ? new H2Script(connection) : new PostgresDump(connection, server);
    } catch (SQLException e) {
      throw new IOException("the database is away: " + e.getMessage(), e);
    }
  }
}
