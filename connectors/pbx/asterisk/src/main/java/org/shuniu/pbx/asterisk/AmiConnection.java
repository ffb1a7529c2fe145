// SPDX-License-Identifier: Apache-2.0
package org.shuniu.pbx.asterisk;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.asteriskjava.manager.event.ManagerEvent;
import org.asteriskjava.manager.internal.ManagerConnectionImpl;
import org.jspecify.annotations.Nullable;

/**
 * The library's connection, whose last thread ends with it. When a connection is closed, the
 * library asks that thread to end, and notes only then that it was asked: if the thread is faster,
 * it waits for another minute, and all classes of this bundle with it.
 */
final class AmiConnection extends ManagerConnectionImpl {
  /** So the library names that thread. */
  private static final String TELLER = ":AsyncEventPump";

  private static final int WAKE_UPS = 10;
  private static final long WAKE_UP_MS = 100;

  /** The thread on which the library tells what it has heard, the end at the latest. */
  private final CompletableFuture<Thread> teller = new CompletableFuture<>();

  private volatile boolean connected;

  AmiConnection(Settings settings) {
    setHostname(settings.host());
    setPort(settings.port());
    setUsername(settings.user());
    setPassword(settings.secret().get());
  }

  @Override
  protected void connect() throws IOException {
    super.connect();
    connected = true;
  }

  @Override
  public void dispatchEvent(ManagerEvent event, @Nullable Integer requiredHandlingTime) {
    if (Thread.currentThread().getName().endsWith(TELLER)) {
      teller.complete(Thread.currentThread());
    }
    super.dispatchEvent(event, requiredHandlingTime);
  }

  /**
   * Waits until the thread of a closed connection has ended, two seconds at most.
   *
   * @throws InterruptedException if somebody does not want to wait
   */
  void end() throws InterruptedException {
    if (!connected) {
      return;
    }
    try {
      Thread thread = teller.get(WAKE_UPS * WAKE_UP_MS, TimeUnit.MILLISECONDS);
      for (int i = 0; i < WAKE_UPS && thread != Thread.currentThread() && thread.isAlive(); i++) {
        thread.join(WAKE_UP_MS);
        if (thread.isAlive()) {
          thread.interrupt();
        }
      }
    } catch (ExecutionException | TimeoutException e) {
      // The library has not told the end: it goes by itself after a minute.
    }
  }
}
