// SPDX-License-Identifier: Apache-2.0
package org.shuniu.api.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import liquibase.Contexts;
import liquibase.Liquibase;
import liquibase.Scope;
import liquibase.analytics.configuration.AnalyticsArgs;
import liquibase.database.Database;
import liquibase.database.DatabaseFactory;
import liquibase.resource.ClassLoaderResourceAccessor;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What every change log {@code db/changelog.xml} keeps: it becomes SQL for each database that the
 * hub supports, its tables bear the unit's name, and no name is too long for any of them. A unit's
 * test extends this and says its name.
 */
public abstract class ChangeLogContract {
  private static final int LONGEST_NAME = 63;
  private static final Pattern TABLE =
      Pattern.compile("CREATE TABLE (?:\\w+\\.)?\"?(\\w+)", Pattern.CASE_INSENSITIVE);

  private final String unit;

  /**
   * @param unit as in the header {@code Shuniu-Store}
   */
  protected ChangeLogContract(String unit) {
    this.unit = unit;
  }

  @ParameterizedTest
  @ValueSource(strings = {"h2", "postgresql", "oracle?version=19.3"})
  final void becomesSqlForEveryDatabase(String database, @TempDir Path folder) throws Exception {
    String sql = sql(database, folder);
    Matcher table = TABLE.matcher(sql);
    int tables = 0;
    while (table.find()) {
      String name = table.group(1).toLowerCase(Locale.ROOT);
      if (!name.startsWith("databasechangelog")) {
        assertThat(name).startsWith(unit + "_").hasSizeLessThanOrEqualTo(LONGEST_NAME);
        tables++;
      }
    }
    assertThat(tables).isPositive();
  }

  private static String sql(String database, Path folder) throws Exception {
    var files = new ClassLoaderResourceAccessor(Thread.currentThread().getContextClassLoader());
    String history = "changeLogFile=" + folder.resolve("history.csv");
    String url = "offline:" + database + (database.contains("?") ? "&" : "?") + history;
    StringWriter sql = new StringWriter();
    Scope.child(
        Map.of(Scope.Attr.resourceAccessor.name(), files, AnalyticsArgs.ENABLED.getKey(), false),
        () -> {
          Database offline =
              DatabaseFactory.getInstance().openDatabase(url, null, null, null, files);
          try (Liquibase liquibase = new Liquibase("db/changelog.xml", files, offline)) {
            liquibase.update(new Contexts(), sql);
          }
        });
    return sql.toString();
  }
}
