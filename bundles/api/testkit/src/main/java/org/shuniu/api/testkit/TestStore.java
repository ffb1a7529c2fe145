// SPDX-License-Identifier: Apache-2.0
package org.shuniu.api.testkit;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import javax.sql.DataSource;
import liquibase.Scope;
import liquibase.UpdateSummaryEnum;
import liquibase.UpdateSummaryOutputEnum;
import liquibase.analytics.configuration.AnalyticsArgs;
import liquibase.command.CommandScope;
import liquibase.command.core.UpdateCommandStep;
import liquibase.command.core.helpers.DbUrlConnectionArgumentsCommandStep;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.LiquibaseException;
import liquibase.resource.ClassLoaderResourceAccessor;
import liquibase.ui.LoggerUIService;
import org.h2.jdbcx.JdbcDataSource;
import org.hibernate.jpa.HibernatePersistenceConfiguration;
import org.hibernate.tool.schema.Action;
import org.shuniu.api.hub.Transactions;

/**
 * A persistence unit for tests: H2 migrated by the bundle's own change log, with Hibernate on top.
 * Behaves as {@link Transactions} promises, so what passes here works in the hub. The mapping of
 * every entity is compared with the tables; a difference fails the construction.
 *
 * <pre>
 * try (TestStore store = new TestStore(ContactRow.class, LegRow.class)) {
 *   Contacts contacts = new Contacts(store.entityManager(), store.transactions());
 * </pre>
 */
public final class TestStore implements AutoCloseable {
  private static final String CHANGE_LOG = "db/changelog.xml";

  /** Held, or the setting would be collected with the logger. */
  private static final List<Logger> QUIET =
      Stream.of("liquibase", "org.hibernate").map(Logger::getLogger).toList();

  static {
    QUIET.forEach(logger -> logger.setLevel(Level.WARNING));
  }

  private final EntityManagerFactory factory;
  private final JdbcDataSource source = new JdbcDataSource();
  private final ThreadTransactions transactions;
  private final EntityManager entityManager;

  /** An empty database in memory, of its own, with the tables of {@code db/changelog.xml}. */
  public TestStore(Class<?>... entities) {
    this("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", entities);
  }

  /**
   * A database of the test's choice, as one in a file that shall outlive a process. There is no
   * pool: say {@code DB_CLOSE_DELAY=-1}, or the file is opened anew for each transaction.
   *
   * @param h2Url {@code jdbc:h2:...}
   */
  public TestStore(String h2Url, Class<?>... entities) {
    source.setURL(h2Url);
    source.setUser("sa");
    migrate();
    HibernatePersistenceConfiguration configuration = new HibernatePersistenceConfiguration("test");
    Arrays.stream(entities).forEach(configuration::managedClass);
    configuration.property("jakarta.persistence.nonJtaDataSource", source);
    configuration.property("hibernate.hbm2ddl.auto", Action.VALIDATE);
    configuration.property("hibernate.jdbc.batch_size", 50);
    factory = configuration.createEntityManagerFactory();
    transactions = new ThreadTransactions(factory);
    entityManager = proxy();
  }

  /** Usable by many threads, inside a transaction only. */
  public EntityManager entityManager() {
    return entityManager;
  }

  /** The transactions of this store. */
  public Transactions transactions() {
    return transactions;
  }

  /** The transactional data source, as {@link Transactions} promises it. */
  public DataSource dataSource() {
    return new TransactionDataSource(transactions);
  }

  /** Runs SQL in a transaction of its own: fixtures, and looks at what was written. */
  public void sql(String statement) {
    try (Connection connection = source.getConnection();
        var sql = connection.createStatement()) {
      sql.execute(statement);
    } catch (SQLException e) {
      throw new IllegalArgumentException(statement, e);
    }
  }

  @Override
  public void close() {
    factory.close();
    sql("SHUTDOWN");
  }

  private void migrate() {
    try (Connection connection = source.getConnection()) {
      var database =
          DatabaseFactory.getInstance()
              .findCorrectDatabaseImplementation(new JdbcConnection(connection));
      Map<String, Object> scope =
          Map.of(
              Scope.Attr.resourceAccessor.name(),
              new ClassLoaderResourceAccessor(Thread.currentThread().getContextClassLoader()),
              Scope.Attr.ui.name(),
              new LoggerUIService(),
              AnalyticsArgs.ENABLED.getKey(),
              false);
      Scope.child(
          scope,
          () ->
              new CommandScope(UpdateCommandStep.COMMAND_NAME)
                  .addArgumentValue(
                      DbUrlConnectionArgumentsCommandStep.DATABASE_ARG.getName(), database)
                  .addArgumentValue(UpdateCommandStep.CHANGELOG_FILE_ARG.getName(), CHANGE_LOG)
                  .addArgumentValue("showSummary", UpdateSummaryEnum.OFF)
                  .addArgumentValue("showSummaryOutput", UpdateSummaryOutputEnum.LOG)
                  .execute());
    } catch (SQLException e) {
      throw new IllegalStateException("no database", e);
    } catch (LiquibaseException e) {
      throw new IllegalStateException(CHANGE_LOG + " does not apply", e);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private EntityManager proxy() {
    return (EntityManager)
        Proxy.newProxyInstance(
            TestStore.class.getClassLoader(),
            new Class<?>[] {EntityManager.class},
            (self, method, arguments) -> {
              switch (method.getName()) {
                case "toString":
                  return "EntityManager of TestStore";
                case "hashCode":
                  return System.identityHashCode(self);
                case "equals":
                  return self == arguments[0];
                case "close", "getTransaction", "joinTransaction":
                  throw new UnsupportedOperationException(method.getName());
                default:
              }
              try {
                return method.invoke(transactions.entityManager(), arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
