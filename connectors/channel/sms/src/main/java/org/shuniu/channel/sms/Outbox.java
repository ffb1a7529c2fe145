// SPDX-License-Identifier: Apache-2.0
package org.shuniu.channel.sms;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jsmpp.SMPPConstant;
import org.shuniu.api.base.HubException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives texts to the carrier, one thread for all: never more unanswered than the window, never more
 * in a second than allowed, none for a while after the carrier said that it has too much. Answers
 * are told on the executor, never on a thread that the link needs.
 */
final class Outbox implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);
  private static final long LOOK = TimeUnit.MILLISECONDS.toNanos(200);

  /** How often a part that follows others is given again to a carrier that has too much. */
  private static final int MOST_PUT_OFF = 20;

  /** A text whose next part may be given, and to whom. */
  private record Due(Job job, Session session) {}

  private final String name;
  private final Settings settings;
  private final Function<Job, Frame.Composition> compose;
  private final Executor answers;
  private final Pace pace;
  private final Thread thread;

  // Guarded by this.
  private final Deque<Job> queue = new ArrayDeque<>();
  private final Set<Job> given = new HashSet<>();
  private Optional<Session> session = Optional.empty();
  private long pausedUntil = System.nanoTime();
  private boolean closing;
  private boolean ended;

  Outbox(
      String name, Settings settings, Function<Job, Frame.Composition> compose, Executor answers) {
    this.name = name;
    this.settings = settings;
    this.compose = compose;
    this.answers = answers;
    this.pace = new Pace(settings.submitsPerSecond(), System.nanoTime());
    this.thread = new Thread(this, name + "-outbox");
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /** Takes a text, or fails its answer at once. */
  synchronized void add(Job job) {
    if (session.isEmpty() || closing) {
      fail(job, Session.offline("channel.link.offline"));
    } else if (queue.size() >= settings.queueMost()) {
      fail(job, throttled("queue full"));
    } else {
      queue.add(job);
      notifyAll();
    }
  }

  /** Texts are given to this session from now on. */
  synchronized void up(Session transmitter) {
    session = Optional.of(transmitter);
    notifyAll();
  }

  /** Nothing is given any more; what waits fails. What is given is told by its session. */
  synchronized void down() {
    session = Optional.empty();
    queue.forEach(job -> fail(job, job.notGiven(Session.offline("channel.link.offline"))));
    queue.clear();
  }

  /** Gives nothing new, waits for the answers to what is given and for the rest of begun texts. */
  void end(Duration patience) {
    long until = System.nanoTime() + patience.toNanos();
    try {
      synchronized (this) {
        closing = true;
        List<Job> fresh = queue.stream().filter(job -> !job.begun()).toList();
        queue.removeAll(fresh);
        fresh.forEach(job -> fail(job, Session.offline("channel.stopped")));
        while (!(queue.isEmpty() && given.isEmpty()) && until - System.nanoTime() > 0) {
          TimeUnit.NANOSECONDS.timedWait(this, Math.max(1, until - System.nanoTime()));
        }
        ended = true;
        notifyAll();
      }
      thread.join(TimeUnit.SECONDS.toMillis(1));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void run() {
    try {
      for (Optional<Due> due = next(); due.isPresent(); due = next()) {
        submit(due.get());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits for a text that may be given; empty at the end. */
  private synchronized Optional<Due> next() throws InterruptedException {
    while (!ended) {
      long now = System.nanoTime();
      dropOverdue(now);
      long wait = LOOK;
      if (session.isPresent() && !queue.isEmpty() && given.size() < settings.window()) {
        wait = Math.max(pausedUntil - now, pace.delay(now));
        if (wait <= 0) {
          pace.take();
          Job job = queue.remove();
          given.add(job);
          return Optional.of(new Due(job, session.get()));
        }
      }
      TimeUnit.NANOSECONDS.timedWait(
          this, Math.max(TimeUnit.MICROSECONDS.toNanos(100), Math.min(wait, LOOK)));
    }
    return Optional.empty();
  }

  private void dropOverdue(long now) {
    while (!queue.isEmpty() && queue.peek().overdue(now)) {
      Job job = queue.remove();
      fail(job, job.notGiven(throttled("waited too long")));
    }
  }

  private void submit(Due due) {
    Job job = due.job();
    due.session()
        .submit(compose.apply(job))
        .whenComplete(
            (frame, fault) -> {
              if (fault instanceof HubException hub) {
                broken(job, hub);
              } else if (fault != null) {
                broken(job, HubException.internal("channel.fault", fault));
              } else {
                answered(job, frame);
              }
            });
  }

  private synchronized void broken(Job job, HubException fault) {
    given.remove(job);
    fail(job, job.begun() ? job.incomplete(fault.code()) : fault);
    notifyAll();
  }

  private synchronized void answered(Job job, Frame frame) {
    given.remove(job);
    int status = frame.status();
    if (status == SMPPConstant.STAT_ESME_ROK) {
      taken(job, frame);
    } else if (status == SMPPConstant.STAT_ESME_RTHROTTLED
        || status == SMPPConstant.STAT_ESME_RMSGQFUL) {
      putOff(job);
    } else {
      String reason = "0x%08x".formatted(status);
      LOG.info("{}: text {} refused with {}", name, job.text.message(), reason);
      fail(job, job.begun() ? job.incomplete(reason) : refused(reason));
    }
    notifyAll();
  }

  private void taken(Job job, Frame frame) {
    long next = System.nanoTime() + settings.queueTimeout().toNanos();
    if (!job.took(settings.submitIds().plain(frame.messageId()), next)) {
      // Before others: a text that is begun shall be whole soon.
      queue.addFirst(job);
      return;
    }
    LOG.debug("{}: text {} taken as {}", name, job.text.message(), job.taken());
    answers.execute(() -> job.answer.complete(job.taken()));
  }

  private void putOff(Job job) {
    long now = System.nanoTime();
    if (pausedUntil - now < 0) {
      LOG.info("{}: the carrier has too much; nothing for {}", name, settings.throttlePause());
    }
    pausedUntil = now + settings.throttlePause().toNanos();
    if (!job.begun()) {
      fail(job, throttled("carrier"));
    } else if (session.isPresent() && job.putOff() < MOST_PUT_OFF) {
      queue.addFirst(job);
    } else {
      fail(job, job.incomplete("channel.throttled"));
    }
  }

  private void fail(Job job, HubException fault) {
    answers.execute(() -> job.answer.completeExceptionally(fault));
  }

  private static HubException throttled(String reason) {
    return HubException.capacity("channel.throttled", Map.of("reason", reason));
  }

  private static HubException refused(String reason) {
    return HubException.caller(
        HubException.Reason.UNPROCESSABLE, "channel.refused", Map.of("reason", reason));
  }

  /** Texts that wait or are given, for tests and figures. */
  synchronized int underWay() {
    return queue.size() + given.size();
  }
}
