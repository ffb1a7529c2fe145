// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.shuniu.api.hub.HealthProbe;

/** Asks the database whether it is there, and waits for the answer for less than a second. */
final class StoreProbe implements HealthProbe, AutoCloseable {
  private static final long PATIENCE_MS = 800;

  private final Pool pool;
  private final ExecutorService asker = asker();

  StoreProbe(Pool pool) {
    this.pool = pool;
  }

  @Override
  public String name() {
    return "store";
  }

  @Override
  public Health check() {
    try {
      Future<String> answer = asker.submit(this::ask);
      String fault = answer.get(PATIENCE_MS, TimeUnit.MILLISECONDS);
      return fault.isEmpty() ? Health.up() : Health.down(fault);
    } catch (TimeoutException | RejectedExecutionException e) {
      return pool.waiting() > 0
          ? Health.degraded("all " + pool.active() + " connections are in use")
          : Health.down("the database does not answer");
    } catch (ExecutionException e) {
      return Health.down(String.valueOf(e.getCause()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Health.down("interrupted");
    }
  }

  private String ask() {
    try (Connection connection = pool.connection()) {
      return connection.isValid(1) ? "" : "the connection is not valid";
    } catch (SQLException e) {
      return String.valueOf(e.getMessage());
    }
  }

  @Override
  public void close() {
    asker.shutdownNow();
  }

  private static ExecutorService asker() {
    ThreadPoolExecutor one =
        new ThreadPoolExecutor(
            1,
            1,
            10,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(1),
            task -> new Thread(task, "store-probe"));
    one.allowCoreThreadTimeOut(true);
    return one;
  }
}
