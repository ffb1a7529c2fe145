// SPDX-License-Identifier: Apache-2.0
package org.shuniu.pbx.asterisk;

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

  /** The thread on which the library tells what it has heard; known before anybody is logged in. */
  private volatile @Nullable Thread teller;

  AmiConnection(Settings settings) {
    setHostname(settings.host());
    setPort(settings.port());
    setUsername(settings.user());
    setPassword(settings.secret().get());
  }

  /** Its own events, of log-in and of the end, the library tells on whatever thread it is. */
  @Override
  public void dispatchEvent(ManagerEvent event, @Nullable Integer requiredHandlingTime) {
    if (Thread.currentThread().getName().endsWith(TELLER)) {
      teller = Thread.currentThread();
    }
    super.dispatchEvent(event, requiredHandlingTime);
  }

  /** Waits until the thread of a closed connection has ended, one second at most. */
  void end() {
    Thread thread = teller;
    if (thread == null || thread == Thread.currentThread()) {
      return;
    }
    try {
      for (int i = 0; i < WAKE_UPS && thread.isAlive(); i++) {
        thread.join(WAKE_UP_MS);
        if (thread.isAlive()) {
          thread.interrupt();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
