// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shuniu.api.base.HubException;

/** A hub that is killed while it makes its tables starts again. */
class CutMigrationTest {
  private static final int STATEMENTS = 9;
  private static final Pattern OURS =
      Pattern.compile(
          "^(create|alter|insert)\\b(?!.*cut_changelog).*\\bcut_(house|room)\\b",
          Pattern.CASE_INSENSITIVE);

  private final String url =
      "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1;DEFAULT_LOCK_TIMEOUT=1000";

  /** How many statements of the change log are still done; then the process is gone. */
  private final AtomicInteger left = new AtomicInteger(Integer.MAX_VALUE);

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8})
  void aMigrationGoesOnWhereItWasCut(int statements) throws SQLException {
    left.set(statements);
    assertThatThrownBy(() -> migrate("db/cut.xml")).isInstanceOf(HubException.class);

    left.set(Integer.MAX_VALUE);
    migrate("db/cut.xml");
    try (Connection connection = open();
        Statement sql = connection.createStatement()) {
      sql.execute("insert into cut_house (id) values ('second')");
      sql.execute("insert into cut_room (house, number, floor) values ('second', 1, 2)");
      assertThatThrownBy(
              () -> sql.execute("insert into cut_room (house, number) values ('third', 1)"))
          .hasMessageContaining("CUT_ROOM_HOUSE_FK");
      assertThatThrownBy(
              () ->
                  sql.execute("insert into cut_room (house, number, floor) values ('first', 1, 2)"))
          .hasMessageContaining("CUT_ROOM_FLOOR_UQ");
      var count = sql.executeQuery("select count(*) from cut_house where id = 'first'");
      count.next();
      assertThat(count.getInt(1)).isEqualTo(1);
    }
  }

  @Test
  void soManyStatementsItHas() throws SQLException {
    left.set(STATEMENTS);
    migrate("db/cut.xml");
    assertThat(left).hasValue(0);
  }

  @Test
  void whatFailsForAnotherReasonStays() throws SQLException {
    try (Connection connection = open();
        Statement sql = connection.createStatement()) {
      sql.execute("create view cut_house as select 1 as one");
    }
    assertThatThrownBy(() -> migrate("db/cut.xml"))
        .isInstanceOf(HubException.class)
        .hasMessageContaining("store.migration.failed");
  }

  private void migrate(String changeLog) throws SQLException {
    new Migration(this::open).apply("cut", changeLog, "1", CutMigrationTest.class.getClassLoader());
  }

  private Connection open() throws SQLException {
    Connection connection = DriverManager.getConnection(url);
    connection.setAutoCommit(false);
    return proxy(
        Connection.class,
        (method, arguments) -> {
          Object answer = method.invoke(connection, arguments);
          return answer instanceof Statement statement && method.getReturnType() == Statement.class
              ? proxy(Statement.class, counted(statement))
              : answer;
        });
  }

  private Call counted(Statement statement) {
    return (method, arguments) -> {
      if (arguments != null && arguments[0] instanceof String sql && OURS.matcher(sql).find()) {
        if (left.get() == 0) {
          throw new SQLException("killed");
        }
        left.decrementAndGet();
      }
      return method.invoke(statement, arguments);
    };
  }

  private interface Call {
    Object on(Method method, Object[] arguments) throws Exception;
  }

  private static <T> T proxy(Class<T> type, Call call) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> {
              try {
                return call.on(method, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }
}
