// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.store;

import jakarta.persistence.LockTimeoutException;
import jakarta.persistence.OptimisticLockException;
import jakarta.persistence.PessimisticLockException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.util.Map;
import java.util.Set;
import org.hibernate.exception.JDBCConnectionException;
import org.hibernate.exception.LockAcquisitionException;
import org.shuniu.api.base.HubException;

/** Tells a lost database and a lost race from a bug. */
final class Faults {
  /** Administrator's shutdown, crash, start-up, too many connections, disk or memory full. */
  private static final Set<String> AWAY =
      Set.of("57P01", "57P02", "57P03", "57P05", "53300", "53100", "53200");

  /** H2: I/O error, closed, broken, locked by another process, out of memory. */
  private static final Set<Integer> H2_AWAY =
      Set.of(90007, 90020, 90028, 90031, 90067, 90098, 90108, 90121);

  /** Serialisation failure, deadlock, lock time-out, row version gone, unique key. */
  private static final Set<String> RACE = Set.of("40001", "40P01", "55P03", "HYT00", "23505");

  /** Oracle: deadlock, lock time-out, serialisation failure, unique key. */
  private static final Set<Integer> ORACLE_RACE = Set.of(60, 54, 8177, 1);

  /** H2: table, index, column, constraint, primary key, row. */
  private static final Set<Integer> H2_THERE = Set.of(42101, 42111, 42121, 90045, 90017, 23505);

  /** Oracle: name, column, columns indexed, unique or primary key, foreign key, row. */
  private static final Set<Integer> ORACLE_THERE =
      Set.of(955, 1430, 1408, 2260, 2261, 2264, 2275, 1);

  private Faults() {}

  /** What the caller shall see instead, the same object if it is neither. */
  static RuntimeException translate(RuntimeException fault) {
    for (Throwable t = fault; t != null; t = t.getCause() == t ? null : t.getCause()) {
      if (t instanceof HubException known) {
        return known;
      }
      if (t instanceof OptimisticLockException
          || t instanceof PessimisticLockException
          || t instanceof LockTimeoutException
          || t instanceof LockAcquisitionException) {
        return HubException.capacity("store.conflict", Map.of());
      }
      if (t instanceof JDBCConnectionException) {
        return unavailable(t);
      }
      if (t instanceof SQLException sql) {
        if (connectionLost(sql)) {
          return unavailable(sql);
        }
        if (lostRace(sql)) {
          return HubException.capacity("store.conflict", Map.of());
        }
      }
    }
    return fault;
  }

  /** As {@link #translate(RuntimeException)}; what is neither becomes {@code store.failed}. */
  static RuntimeException translate(SQLException fault) {
    HubException unknown = HubException.internal("store.failed", fault);
    RuntimeException known = connectionLost(fault) ? unavailable(fault) : unknown;
    return lostRace(fault) ? HubException.capacity("store.conflict", Map.of()) : known;
  }

  static HubException unavailable(Throwable cause) {
    return HubException.capacity(
        "store.unavailable", Map.of("reason", String.valueOf(cause.getMessage())));
  }

  static boolean unavailable(RuntimeException fault) {
    return fault instanceof HubException hub && hub.code().equals("store.unavailable");
  }

  static boolean connectionLost(SQLException e) {
    String state = String.valueOf(e.getSQLState());
    return state.startsWith("08")
        || AWAY.contains(state)
        || H2_AWAY.contains(e.getErrorCode())
        || e instanceof SQLTransientConnectionException
        || e instanceof SQLNonTransientConnectionException
        || e instanceof SQLRecoverableException;
  }

  /** Whether the same may succeed later. */
  static boolean transientFault(SQLException e) {
    return connectionLost(e) || lostRace(e);
  }

  /**
   * Whether a statement of a migration failed because what it makes is there. Only for databases
   * that commit DDL by itself; PostgreSQL does not.
   */
  static boolean alreadyThere(SQLException e) {
    return (oracle(e) ? ORACLE_THERE : H2_THERE).contains(e.getErrorCode());
  }

  private static boolean lostRace(SQLException e) {
    String state = String.valueOf(e.getSQLState());
    return RACE.contains(state)
        || e.getErrorCode() == 50200
        || (oracle(e) && ORACLE_RACE.contains(e.getErrorCode()));
  }

  private static boolean oracle(SQLException e) {
    return e.getClass().getName().startsWith("oracle.");
  }
}
