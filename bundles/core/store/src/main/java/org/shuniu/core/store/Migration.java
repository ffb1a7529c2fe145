// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.store;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Map;
import liquibase.Scope;
import liquibase.UpdateSummaryEnum;
import liquibase.UpdateSummaryOutputEnum;
import liquibase.analytics.configuration.AnalyticsArgs;
import liquibase.changelog.ChangeLogHistoryServiceFactory;
import liquibase.changelog.FastCheckService;
import liquibase.command.CommandScope;
import liquibase.command.core.UpdateCommandStep;
import liquibase.command.core.helpers.DbUrlConnectionArgumentsCommandStep;
import liquibase.database.Database;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.CommandExecutionException;
import liquibase.exception.LiquibaseException;
import liquibase.lockservice.LockServiceFactory;
import liquibase.resource.ClassLoaderResourceAccessor;
import liquibase.ui.LoggerUIService;
import org.shuniu.api.base.HubException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a unit's tables up to its change log.
 *
 * <p>One row per unit in {@code store_unit} is the lock between hubs: it is held by a database
 * transaction, so it ends with the process that held it, and Liquibase's own lock, which does not,
 * may be released whenever it is found. The row also remembers the digest of the change log that
 * was applied last: a start without changes costs one query.
 */
final class Migration {
  private static final Logger LOG = LoggerFactory.getLogger(Migration.class);

  private final ConnectionSource.Opener pool;

  Migration(ConnectionSource.Opener pool) {
    this.pool = pool;
  }

  /**
   * Applies the change log, unless this very one was applied before.
   *
   * @param unit prefix of the tables
   * @param digest of all that the change log consists of
   * @param loader finds {@code changeLog}
   */
  void apply(String unit, String changeLog, String digest, ClassLoader loader) throws SQLException {
    try (Connection guard = pool.open()) {
      ensureTable(guard);
      ensureRow(guard, unit);
      if (!lock(guard, unit).equals(digest)) {
        update(unit, changeLog, loader);
        remember(guard, unit, digest);
      }
      guard.commit();
    }
  }

  private static void ensureTable(Connection guard) throws SQLException {
    if (tableExists(guard)) {
      return;
    }
    try (Statement create = guard.createStatement()) {
      create.execute(
          "create table store_unit (unit varchar(40) not null primary key,"
              + " digest varchar(64) not null, migrated_at timestamp)");
      guard.commit();
    } catch (SQLException e) {
      guard.rollback();
      if (!tableExists(guard)) {
        throw e;
      }
    }
  }

  private static boolean tableExists(Connection guard) throws SQLException {
    DatabaseMetaData meta = guard.getMetaData();
    String name = meta.storesUpperCaseIdentifiers() ? "STORE_UNIT" : "store_unit";
    // The catalogue and schema of the connection: another schema's table is none of ours.
    try (ResultSet tables = meta.getTables(guard.getCatalog(), guard.getSchema(), name, null)) {
      return tables.next();
    }
  }

  private static void ensureRow(Connection guard, String unit) throws SQLException {
    try (PreparedStatement insert =
        guard.prepareStatement(
            "insert into store_unit (unit, digest) select ?, '-' from store_unit"
                + " where unit = ? having count(*) = 0")) {
      insert.setString(1, unit);
      insert.setString(2, unit);
      insert.executeUpdate();
      guard.commit();
    } catch (SQLException e) {
      if (Faults.connectionLost(e)) {
        throw e;
      }
      // Another hub inserted it in the same moment.
      guard.rollback();
    }
  }

  private static String lock(Connection guard, String unit) throws SQLException {
    try (PreparedStatement select =
        guard.prepareStatement("select digest from store_unit where unit = ? for update")) {
      select.setString(1, unit);
      try (ResultSet row = select.executeQuery()) {
        row.next();
        return row.getString(1);
      }
    }
  }

  private static void remember(Connection guard, String unit, String digest) throws SQLException {
    try (PreparedStatement update =
        guard.prepareStatement(
            "update store_unit set digest = ?, migrated_at = ? where unit = ?")) {
      update.setString(1, digest);
      update.setTimestamp(2, Timestamp.from(Instant.now()));
      update.setString(3, unit);
      update.executeUpdate();
    }
  }

  private void update(String unit, String changeLog, ClassLoader loader) throws SQLException {
    long start = System.nanoTime();
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    // Liquibase finds its own parts by the thread's loader.
    thread.setContextClassLoader(Migration.class.getClassLoader());
    try (Connection connection = pool.open()) {
      Scope.child(
          scope(loader),
          () -> {
            Database database =
                DatabaseFactory.getInstance()
                    .findCorrectDatabaseImplementation(new JdbcConnection(connection));
            database.setDatabaseChangeLogTableName(unit + "_changelog");
            database.setDatabaseChangeLogLockTableName(unit + "_changeloglock");
            LockServiceFactory.getInstance().getLockService(database).forceReleaseLock();
            try {
              run(database, changeLog);
            } catch (CommandExecutionException e) {
              finishCut(unit, database, changeLog, loader, e);
              run(database, changeLog);
            }
          });
    } catch (SQLException e) {
      throw e;
    } catch (Exception e) {
      for (Throwable t = e; t != null; t = t.getCause()) {
        if (t instanceof SQLException sql && Faults.transientFault(sql)) {
          throw sql;
        }
      }
      throw HubException.internal("store.migration.failed", e);
    } finally {
      forget();
      thread.setContextClassLoader(before);
    }
    LOG.info("Migrated unit {} in {} ms", unit, (System.nanoTime() - start) / 1_000_000);
  }

  private static void run(Database database, String changeLog) throws CommandExecutionException {
    new CommandScope(UpdateCommandStep.COMMAND_NAME)
        .addArgumentValue(DbUrlConnectionArgumentsCommandStep.DATABASE_ARG.getName(), database)
        .addArgumentValue(UpdateCommandStep.CHANGELOG_FILE_ARG.getName(), changeLog)
        .addArgumentValue("showSummary", UpdateSummaryEnum.OFF)
        .addArgumentValue("showSummaryOutput", UpdateSummaryOutputEnum.LOG)
        .execute();
  }

  /** Finishes what a killed process began; if that was not it, the failure stands. */
  private static void finishCut(
      String unit,
      Database database,
      String changeLog,
      ClassLoader loader,
      CommandExecutionException failure)
      throws LiquibaseException {
    database.rollback();
    forget();
    if (!CutChangeSet.finish(database, changeLog, new ClassLoaderResourceAccessor(loader))) {
      throw failure;
    }
    LOG.warn("The migration of unit {} was cut in its middle and is finished now", unit);
    forget();
  }

  /** Liquibase remembers databases and change logs by name, and would skip a unit's next update. */
  private static void forget() {
    LockServiceFactory.getInstance().resetAll();
    ChangeLogHistoryServiceFactory.getInstance().resetAll();
    Scope.getCurrentScope().getSingleton(FastCheckService.class).clearCache();
  }

  /** Finds resources in the unit's bundle, writes to our log, and calls nobody's home. */
  private static Map<String, Object> scope(ClassLoader loader) {
    return Map.of(
        Scope.Attr.classLoader.name(), Migration.class.getClassLoader(),
        Scope.Attr.resourceAccessor.name(), new ClassLoaderResourceAccessor(loader),
        Scope.Attr.logService.name(), new LiquibaseLog(),
        Scope.Attr.ui.name(), new LoggerUIService(),
        AnalyticsArgs.ENABLED.getKey(), false);
  }
}
