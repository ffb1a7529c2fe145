// SPDX-License-Identifier: Apache-2.0
package org.shuniu.pbx.asterisk;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.asteriskjava.manager.action.GetVarAction;
import org.asteriskjava.manager.event.ManagerEvent;
import org.shuniu.api.base.HubException;

/**
 * Keeps one session alive, for ever, and beats the hub's heart in the switch: the dialplan serves
 * callers by itself when {@code SHUNIU_HEARTBEAT} grows old. The beat does not wait behind other
 * actions and is told in the switch's own time, because two clocks never agree.
 */
final class AmiLink implements Runnable {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);

  /** Told on the link's thread. */
  interface Owner {
    /** Logged in; events follow. */
    void up(AmiSession session);

    /** The session of the last {@link #up} is over, or none could be had. */
    void down(String reason);

    /** An event of this session. */
    void event(AmiSession session, ManagerEvent event);
  }

  private final String name;
  private final Settings settings;
  private final Owner owner;
  private final Thread thread;
  private volatile boolean ended;

  AmiLink(String name, Settings settings, Owner owner) {
    this.name = name;
    this.settings = settings;
    this.owner = owner;
    this.thread = Loop.threads(name + "-link").newThread(this);
  }

  void start() {
    thread.start();
  }

  /** Ends the session, if there is one. */
  void end(Duration patience) {
    ended = true;
    thread.interrupt();
    try {
      thread.join(patience.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void run() {
    Duration pause = FIRST_PAUSE;
    while (!ended) {
      try {
        if (serve()) {
          pause = FIRST_PAUSE;
        }
        TimeUnit.MILLISECONDS.sleep(pause.toMillis());
      } catch (InterruptedException e) {
        return;
      }
      pause = pause.multipliedBy(2);
      pause = pause.compareTo(settings.reconnectMax()) > 0 ? settings.reconnectMax() : pause;
    }
  }

  /** One session from login to loss; whether there was one. */
  private boolean serve() throws InterruptedException {
    CountDownLatch lost = new CountDownLatch(1);
    Incoming incoming = new Incoming();
    AmiSession session;
    try {
      session = AmiSession.login(name, settings, incoming, lost::countDown);
    } catch (HubException e) {
      owner.down(e.code());
      return false;
    }
    try {
      long ahead = ahead(session);
      owner.up(session);
      incoming.flow(event -> owner.event(session, event));
      do {
        session.beat(Instant.now().getEpochSecond() + ahead);
      } while (!lost.await(settings.heartbeat().toMillis(), TimeUnit.MILLISECONDS));
      owner.down("pbx.connection.lost");
      return true;
    } catch (HubException e) {
      owner.down(e.code());
      return false;
    } finally {
      session.close();
    }
  }

  /** By how many seconds the switch's clock is ahead of ours. */
  private static long ahead(AmiSession session) {
    try {
      String epoch = session.send(new GetVarAction("EPOCH")).join().getAttribute("value");
      return Long.parseLong(epoch) - Instant.now().getEpochSecond();
    } catch (NumberFormatException e) {
      return 0;
    } catch (CompletionException e) {
      throw e.getCause() instanceof HubException fault ? fault : e;
    }
  }

  /** Holds back what is heard before the owner knows of the session. */
  private static final class Incoming implements Consumer<ManagerEvent> {
    private final ArrayDeque<ManagerEvent> early = new ArrayDeque<>();
    private Optional<Consumer<ManagerEvent>> target = Optional.empty();

    @Override
    public synchronized void accept(ManagerEvent event) {
      if (target.isPresent()) {
        target.get().accept(event);
      } else {
        early.add(event);
      }
    }

    synchronized void flow(Consumer<ManagerEvent> to) {
      early.forEach(to);
      early.clear();
      target = Optional.of(to);
    }
  }
}
