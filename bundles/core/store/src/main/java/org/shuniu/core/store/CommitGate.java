// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.store;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets the embedded H2 write its file only while nobody is in the middle of a change.
 *
 * <p>When H2 writes, it takes the state of one map after the other (h2database issue 2080): a
 * change that is made meanwhile may be in the file without the note by which it could be taken
 * back. Where the process is killed before the next write, the row belongs for ever to a
 * transaction that nobody knows: it is not seen, and whoever needs its key waits in vain, after
 * every start anew. So changes go through the gate together, and what makes H2 write has it alone.
 *
 * <p>A transaction that changed nothing makes H2 write nothing, and its end passes by the gate.
 *
 * <p>A change that waits for another's row stays inside, and that other's commit would wait for it:
 * a commit goes on when all who are inside have stood still for {@value #STILL_MS} ms.
 */
final class CommitGate {
  static final long STILL_MS = 20;
  private static final long LOOK_MS = 4;
  private static final int LOOKS = (int) (STILL_MS / LOOK_MS) + 1;
  private static final long PATIENCE_MS = 5_000;

  /** Who changes something now, and for how many looks it has stood still. */
  private final Map<Thread, Integer> inside = new HashMap<>();

  private boolean closed;

  /** Opens a connection, which may make H2 write, and leads it through the gate. */
  Connection open(ConnectionSource.Opener opener) throws SQLException {
    close();
    try {
      return guard(opener.open());
    } finally {
      reopen();
    }
  }

  private synchronized void enter() {
    patiently(() -> closed, Long.MAX_VALUE);
    inside.put(Thread.currentThread(), 0);
  }

  private synchronized void leave() {
    inside.remove(Thread.currentThread());
    if (closed && inside.isEmpty()) {
      notifyAll();
    }
  }

  private synchronized void close() {
    patiently(() -> closed, Long.MAX_VALUE);
    closed = true;
    patiently(() -> !allStill(), PATIENCE_MS);
  }

  private synchronized void reopen() {
    closed = false;
    inside.replaceAll((thread, looks) -> 0);
    notifyAll();
  }

  /** Nobody is inside, or all who are have waited for something at each of the last looks. */
  private boolean allStill() {
    inside.replaceAll((thread, looks) -> waits(thread) ? looks + 1 : 0);
    return inside.values().stream().allMatch(looks -> looks >= LOOKS);
  }

  private static boolean waits(Thread thread) {
    return switch (thread.getState()) {
      case WAITING, TIMED_WAITING -> true;
      default -> false;
    };
  }

  /** Waits while the condition holds; an interruption is kept for later. */
  private void patiently(BooleanSupplier condition, long atMostMs) {
    boolean interrupted = false;
    long began = System.nanoTime();
    while (condition.getAsBoolean() && (System.nanoTime() - began) / 1_000_000 < atMostMs) {
      try {
        wait(LOOK_MS);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private Connection guard(Connection connection) {
    return proxy(Connection.class, new Guarded(connection));
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(
        Proxy.newProxyInstance(CommitGate.class.getClassLoader(), new Class<?>[] {type}, handler));
  }

  private static @Nullable Object call(
      Object target, Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause() == null ? e : e.getCause();
    }
  }

  private @Nullable Object alone(
      Object target, Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
    close();
    try {
      return call(target, method, arguments);
    } finally {
      reopen();
    }
  }

  private @Nullable Object together(
      Object target, Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
    enter();
    try {
      return call(target, method, arguments);
    } finally {
      leave();
    }
  }

  private static Optional<String> textOf(@Nullable Object @Nullable [] arguments) {
    return arguments != null && arguments.length > 0 && arguments[0] instanceof String text
        ? Optional.of(text)
        : Optional.empty();
  }

  /** What a statement does to the file. */
  private enum Effect {
    READS,
    CHANGES,
    /** Commits by itself, as definitions do. */
    WRITES;

    static Effect of(String sql) {
      String text = sql.stripLeading();
      return switch (firstWord(text).toLowerCase(Locale.ROOT)) {
        case "select", "with" ->
            text.toLowerCase(Locale.ROOT).contains("for update") ? CHANGES : READS;
        case "insert", "update", "delete", "merge" -> CHANGES;
        case "script", "call", "set" -> READS;
        default -> WRITES;
      };
    }

    private static String firstWord(String text) {
      int end = 0;
      while (end < text.length() && Character.isLetter(text.charAt(end))) {
        end++;
      }
      return text.substring(0, end);
    }
  }

  /** A connection of H2. */
  private final class Guarded implements InvocationHandler {
    private final Connection connection;
    private volatile boolean autoCommit = true;

    /** Whether the transaction may have changed something. */
    private volatile boolean changed;

    Guarded(Connection connection) {
      this.connection = connection;
    }

    @Override
    public @Nullable Object invoke(
        Object proxy, Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
      switch (method.getName()) {
        case "commit", "rollback" -> {
          return end(method, arguments);
        }
        case "close" -> {
          return alone(connection, method, arguments);
        }
        case "setAutoCommit" -> {
          Object nothing = alone(connection, method, arguments);
          autoCommit = connection.getAutoCommit();
          return nothing;
        }
        case "createStatement", "prepareStatement", "prepareCall" -> {
          Object statement = Objects.requireNonNull(call(connection, method, arguments));
          Optional<Effect> effect = textOf(arguments).map(Effect::of);
          return proxy(
              typeOf(statement), new GuardedStatement((Connection) proxy, this, statement, effect));
        }
        default -> {
          return call(connection, method, arguments);
        }
      }
    }

    /** A commit, a roll back, or, with an argument, one back to a savepoint. */
    private @Nullable Object end(Method method, @Nullable Object @Nullable [] arguments)
        throws Throwable {
      if (!changed) {
        return call(connection, method, arguments);
      }
      Object nothing = alone(connection, method, arguments);
      changed = arguments != null;
      return nothing;
    }

    @Nullable Object execute(
        Effect effect, Object statement, Method method, @Nullable Object @Nullable [] arguments)
        throws Throwable {
      if (effect == Effect.READS) {
        return call(statement, method, arguments);
      }
      changed = true;
      return effect == Effect.WRITES || autoCommit
          ? alone(statement, method, arguments)
          : together(statement, method, arguments);
    }

    private static Class<?> typeOf(Object statement) {
      if (statement instanceof CallableStatement) {
        return CallableStatement.class;
      }
      return statement instanceof PreparedStatement ? PreparedStatement.class : Statement.class;
    }
  }

  /** A statement of H2; what it executes is said when it is made or when it is executed. */
  private final class GuardedStatement implements InvocationHandler {
    private final Connection maker;
    private final Guarded connection;
    private final Object statement;
    private final Optional<Effect> effect;

    GuardedStatement(
        Connection maker, Guarded connection, Object statement, Optional<Effect> effect) {
      this.maker = maker;
      this.connection = connection;
      this.statement = statement;
      this.effect = effect;
    }

    @Override
    public @Nullable Object invoke(
        Object proxy, Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
      if (method.getName().equals("getConnection")) {
        return maker;
      }
      if (!method.getName().startsWith("execute")) {
        return call(statement, method, arguments);
      }
      // A batch of statements that were never told here holds changes.
      Effect mine = effect.or(() -> textOf(arguments).map(Effect::of)).orElse(Effect.CHANGES);
      return connection.execute(mine, statement, method, arguments);
    }
  }
}
