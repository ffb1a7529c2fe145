// SPDX-License-Identifier: Apache-2.0
package org.shuniu.channel.sms;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jsmpp.SMPPConstant;
import org.shuniu.api.base.HubException;

/**
 * Keeps the account bound, for ever, with pauses that grow. A transmitter and a receiver live and
 * die together: texts whose reports nobody hears are not given.
 */
final class Link implements Runnable {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration CHECK = Duration.ofMillis(100);

  /** Told on the link's thread, but for {@link #delivered}. */
  interface Owner {
    /** Bound; texts may be given to this session. */
    void up(Session transmitter);

    /** What {@link #up} told is over, or no bind could be had. */
    void down(String reason);

    /** See {@link Session.Owner#delivered}. */
    void delivered(Session session, Frame deliver);
  }

  private final String name;
  private final Settings settings;
  private final Owner owner;
  private final ScheduledExecutorService timers;
  private final Thread thread;
  private volatile boolean ended;

  Link(String name, Settings settings, Owner owner, ScheduledExecutorService timers) {
    this.name = name;
    this.settings = settings;
    this.owner = owner;
    this.timers = timers;
    this.thread = new Thread(this, name + "-link");
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /** Unbinds. */
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

  /** From bind to loss; whether there was a bind. */
  private boolean serve() throws InterruptedException {
    Watch watch = new Watch();
    List<Session> sessions = new ArrayList<>();
    ScheduledFuture<?> checks =
        timers.scheduleWithFixedDelay(
            watch::check, CHECK.toMillis(), CHECK.toMillis(), TimeUnit.MILLISECONDS);
    try {
      for (int bind : binds()) {
        Session session = Session.open(name, settings, bind, watch);
        sessions.add(session);
        watch.add(session);
      }
      owner.up(sessions.get(0));
      while (!watch.lost.await(settings.enquireLink().toMillis(), TimeUnit.MILLISECONDS)) {
        sessions.forEach(Session::enquire);
      }
      return true;
    } catch (HubException e) {
      watch.reason = String.valueOf(e.arguments().getOrDefault("reason", e.code()));
      return false;
    } finally {
      checks.cancel(false);
      boolean interrupted = Thread.interrupted();
      sessions.forEach(Session::unbind);
      owner.down(ended ? "channel.stopped" : watch.reason);
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private int[] binds() {
    return settings.account().mode() == SmsConfig.BindMode.TRANSCEIVER
        ? new int[] {SMPPConstant.CID_BIND_TRANSCEIVER}
        : new int[] {SMPPConstant.CID_BIND_TRANSMITTER, SMPPConstant.CID_BIND_RECEIVER};
  }

  /** Looks after the sessions of one {@link #serve}. */
  private final class Watch implements Session.Owner {
    private final CountDownLatch lost = new CountDownLatch(1);
    private final List<Session> sessions = new CopyOnWriteArrayList<>();
    private volatile String reason = "";

    void add(Session session) {
      sessions.add(session);
    }

    void check() {
      sessions.forEach(Session::check);
    }

    @Override
    public void delivered(Session session, Frame deliver) {
      owner.delivered(session, deliver);
    }

    @Override
    public void lost(Session session, String why) {
      if (lost.getCount() > 0) {
        reason = why;
      }
      lost.countDown();
    }
  }
}
