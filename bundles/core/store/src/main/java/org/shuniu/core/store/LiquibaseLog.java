// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.store;

import java.util.logging.Level;
import liquibase.logging.Logger;
import liquibase.logging.core.AbstractLogService;
import liquibase.logging.core.AbstractLogger;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** Sends what Liquibase says to our log, one level lower: a start is no news. */
final class LiquibaseLog extends AbstractLogService {
  private static final org.slf4j.Logger LOG = LoggerFactory.getLogger(Migration.class);

  @Override
  public int getPriority() {
    return PRIORITY_NOT_APPLICABLE;
  }

  @Override
  @SuppressWarnings("rawtypes")
  public Logger getLog(Class type) {
    return new Forwarder();
  }

  private static final class Forwarder extends AbstractLogger {
    private static final long serialVersionUID = 1L;

    @Override
    public void log(Level level, String message, @Nullable Throwable fault) {
      if (level.equals(Level.SEVERE)) {
        LOG.warn("Liquibase: {}", message);
      } else {
        LOG.debug("Liquibase: {}", message);
      }
    }
  }
}
