// SPDX-License-Identifier: Apache-2.0
package org.shuniu.workflow.engine;

import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import org.flowable.common.engine.api.FlowableException;
import org.flowable.common.engine.api.FlowableOptimisticLockingException;
import org.shuniu.api.base.HubException;

/** Tells a lost database, a lost race and a process that cannot go on from a bug. */
final class Faults {
  static final String CONFLICT = "store.conflict";
  private static final String UNAVAILABLE = "store.unavailable";

  /** Serialisation failure, deadlock, lock time-out, unique key. */
  private static final Set<String> RACE = Set.of("40001", "40P01", "55P03", "HYT00", "23505");

  private static final int H2_LOCK_TIMEOUT = 50200;
  private static final int MOST_WORDS = 300;

  private Faults() {}

  /** What the host shall see. */
  static HubException translate(RuntimeException fault) {
    for (Throwable t = fault; t != null; t = t.getCause() == t ? null : t.getCause()) {
      if (t instanceof HubException known) {
        return known;
      }
      if (t instanceof FlowableOptimisticLockingException) {
        return HubException.capacity(CONFLICT, Map.of());
      }
      if (t instanceof SQLException sql) {
        return translate(sql, fault);
      }
    }
    return fault instanceof FlowableException
        ? HubException.conflict("workflow.process.failed", Map.of("reason", words(fault)))
        : HubException.internal("workflow.engine.failed", fault);
  }

  static boolean conflict(HubException fault) {
    return fault.code().equals(CONFLICT);
  }

  private static HubException translate(SQLException sql, RuntimeException fault) {
    String state = String.valueOf(sql.getSQLState());
    if (RACE.contains(state) || sql.getErrorCode() == H2_LOCK_TIMEOUT) {
      return HubException.capacity(CONFLICT, Map.of());
    }
    boolean lost =
        state.startsWith("08") || state.startsWith("57P") || state.startsWith("53") || closed(sql);
    return lost
        ? HubException.capacity(UNAVAILABLE, Map.of("reason", words(sql)))
        : HubException.internal("workflow.engine.failed", fault);
  }

  /** H2 numbers the ways in which a database may be gone. */
  private static boolean closed(SQLException sql) {
    return Set.of(90007, 90020, 90028, 90031, 90067, 90098, 90108, 90121)
        .contains(sql.getErrorCode());
  }

  private static String words(Throwable fault) {
    String words = String.valueOf(fault.getMessage()).strip();
    return words.length() <= MOST_WORDS ? words : words.substring(0, MOST_WORDS);
  }
}
