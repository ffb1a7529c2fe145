// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.store;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Where the hub's database is and how many connections it may open. */
@ObjectClassDefinition(
    id = "org.shuniu.core.store",
    name = "%name",
    description = "%description",
    localization = "OSGI-INF/l10n/store")
public @interface StoreSettings {
  /**
   * JDBC address. {@code ${name}} stands for a system property. The default is a file of its own:
   * WRITE_DELAY=0 makes a commit wait for the disk. A short RETENTION_TIME keeps the file from
   * growing for the sake of a recovery that H2 then does not need; with none at all a reader under
   * load lost its pages, its own statistics first, so these are off. LOCK_TIMEOUT outlasts another
   * unit's migration.
   */
  @AttributeDefinition(name = "%url", description = "%url.help")
  String url() default
      "jdbc:h2:file:${karaf.data}/db/shuniu;WRITE_DELAY=0;RETENTION_TIME=1000;ANALYZE_AUTO=0;DB_CLOSE_ON_EXIT=FALSE;LOCK_TIMEOUT=30000";

  /** Name of the database user. */
  @AttributeDefinition(name = "%user", description = "%user.help")
  String user() default "sa";

  /** Reference to the password: {@code env:NAME} or {@code file:PATH}; empty: no password. */
  @AttributeDefinition(name = "%passwordSecret", description = "%passwordSecret.help")
  String passwordSecret() default "";

  /** Class of the driver; empty: found by the address. */
  @AttributeDefinition(name = "%driverClass", description = "%driverClass.help")
  String driverClass() default "";

  /** Most connections at a time. */
  @AttributeDefinition(name = "%poolSize", description = "%poolSize.help", min = "2", max = "500")
  int poolSize() default 24;

  /** How long a transaction waits for a connection. */
  @AttributeDefinition(
      name = "%connectionTimeoutMs",
      description = "%connectionTimeoutMs.help",
      min = "250",
      max = "60000")
  int connectionTimeoutMs() default 3000;

  /** How long the database may be silent in the middle of a statement. */
  @AttributeDefinition(
      name = "%statementTimeoutMs",
      description = "%statementTimeoutMs.help",
      min = "1000",
      max = "3600000")
  int statementTimeoutMs() default 60_000;

  /** How long a bundle that stops waits for its transactions in work. */
  @AttributeDefinition(name = "%drainMs", description = "%drainMs.help", min = "0", max = "60000")
  int drainMs() default 5000;
}
