// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.store;

import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.Liquibase;
import liquibase.Scope;
import liquibase.changelog.ChangeLogHistoryServiceFactory;
import liquibase.changelog.ChangeSet;
import liquibase.database.Database;
import liquibase.exception.DatabaseException;
import liquibase.exception.LiquibaseException;
import liquibase.executor.Executor;
import liquibase.executor.ExecutorService;
import liquibase.resource.ResourceAccessor;
import liquibase.sql.Sql;
import liquibase.sqlgenerator.SqlGeneratorFactory;
import liquibase.statement.core.RawSqlStatement;

/**
 * A change set in whose middle a process was killed. H2 and Oracle commit each DDL statement by
 * itself, so its first ones stay, and Liquibase, which knows only whole change sets, would fail at
 * them for ever. Here they are done one by one, and what is there already was done before.
 */
final class CutChangeSet {
  private CutChangeSet() {}

  /**
   * Does what is missing of the next change set.
   *
   * @return whether there was one
   * @throws LiquibaseException what is wrong was not a cut
   */
  static boolean finish(Database database, String changeLog, ResourceAccessor resources)
      throws LiquibaseException {
    // Not to be closed: that would close the connection, which is not ours.
    Liquibase liquibase = new Liquibase(changeLog, resources, database);
    List<ChangeSet> waiting =
        liquibase.listUnrunChangeSets(new Contexts(), new LabelExpression(), false);
    if (waiting.isEmpty()) {
      return false;
    }
    ChangeSet cut = waiting.get(0);
    Executor executor =
        Scope.getCurrentScope().getSingleton(ExecutorService.class).getExecutor("jdbc", database);
    for (Sql sql : statements(cut, database)) {
      execute(executor, sql);
    }
    ChangeLogHistoryServiceFactory.getInstance()
        .getChangeLogService(database)
        .setExecType(cut, ChangeSet.ExecType.EXECUTED);
    database.commit();
    return true;
  }

  private static List<Sql> statements(ChangeSet changeSet, Database database) {
    SqlGeneratorFactory generators = SqlGeneratorFactory.getInstance();
    return changeSet.getChanges().stream()
        .flatMap(change -> Stream.of(change.generateStatements(database)))
        .flatMap(statement -> Stream.of(generators.generateSql(statement, database)))
        .toList();
  }

  private static void execute(Executor executor, Sql sql) throws DatabaseException {
    try {
      executor.execute(new RawSqlStatement(sql.toSql(), sql.getEndDelimiter()));
    } catch (DatabaseException e) {
      boolean done =
          Stream.iterate((Throwable) e, t -> t != null, Throwable::getCause)
              .anyMatch(t -> t instanceof SQLException sqlFault && Faults.alreadyThere(sqlFault));
      if (!done) {
        throw e;
      }
    }
  }
}
