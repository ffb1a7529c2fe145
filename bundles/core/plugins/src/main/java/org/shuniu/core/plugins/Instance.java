// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.plugins;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.shuniu.api.base.HubException;
import org.shuniu.api.hub.Connectors;
import org.shuniu.api.hub.LinkState;
import org.shuniu.core.plugins.life.Vital;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connector that runs, of any seam: its link, its timers, its folder, and the steps of its
 * life, each bounded in time. A fault that the host sees ({@code start} threw, an order blocks)
 * hides what the connector itself tells of its link until the fault is over.
 *
 * <p>Safe for use by many threads.
 */
abstract class Instance {
  private static final Logger LOG = LoggerFactory.getLogger(Instance.class);

  private final ConnectorId id;
  private final Clock clock;
  private final Path dataDirectory;
  private final Passages traffic = new Passages();
  private final ScheduledThreadPoolExecutor scheduler;
  private final AtomicLong asked = new AtomicLong();
  private final AtomicLong broken = new AtomicLong();
  private LinkState told;
  private Optional<LinkState> fault = Optional.empty();

  Instance(ConnectorId id, Clock clock, Path home) {
    this.id = id;
    this.clock = clock;
    this.dataDirectory = home.resolve(id.seam()).resolve(fileName(id.instance()));
    this.told = state(LinkState.Status.STARTING, "");
    this.scheduler = new ScheduledThreadPoolExecutor(1, task -> thread(id, "timer", task));
    this.scheduler.setRemoveOnCancelPolicy(true);
  }

  /** A daemon thread, named after its connector. */
  static Thread thread(ConnectorId id, String role, Runnable task) {
    Thread thread = new Thread(task, "shuniu-" + id.seam() + "-" + id.instance() + "-" + role);
    thread.setDaemon(true);
    return thread;
  }

  /** Begins to work; returns at once. */
  abstract void start();

  /** Drains and stops; bounded in time. */
  abstract void stop();

  /** What it can do, as far as that is known. */
  Set<String> capabilities() {
    return Set.of();
  }

  /** Is told each change of the effective state, one after another; must not block. */
  void linkChanged(LinkState state) {}

  ConnectorId id() {
    return id;
  }

  /** Unique within the seam. */
  String name() {
    return id.instance();
  }

  /** What passes between it and the hub. */
  Passages traffic() {
    return traffic;
  }

  Clock clock() {
    return clock;
  }

  ScheduledExecutorService scheduler() {
    return scheduler;
  }

  Path dataDirectory() {
    try {
      return Files.createDirectories(dataDirectory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The effective state. */
  synchronized LinkState link() {
    return fault.orElse(told);
  }

  /** The connector tells its link. */
  synchronized void link(LinkState state) {
    LinkState before = link();
    told = state;
    changed(before);
  }

  /** The host sees that the connector does not do its duty. */
  synchronized void fault(String code) {
    LinkState before = link();
    if (fault.isEmpty() || !fault.get().reason().equals(code)) {
      fault = Optional.of(state(LinkState.Status.DEGRADED, code));
    }
    changed(before);
  }

  /** The fault of this code, if there is one, is over. */
  synchronized void mended(String code) {
    LinkState before = link();
    fault = fault.filter(present -> !present.reason().equals(code));
    changed(before);
  }

  private void changed(LinkState before) {
    LinkState now = link();
    if (now.status() == before.status() && now.reason().equals(before.reason())) {
      return;
    }
    LOG.info("{} is {} {}", id, now.status(), now.reason());
    linkChanged(now);
  }

  private LinkState state(LinkState.Status status, String reason) {
    return new LinkState(status, reason, clock.instant());
  }

  /** Runs the connector's {@code start}; what it throws, or that it blocks, becomes a fault. */
  void startConnector(Runnable start, Duration limit) {
    try (Guard guard = new Guard(id.seam() + ".driver.start-blocked", limit)) {
      start.run();
    } catch (HubException e) {
      LOG.warn("{} did not start: {}", id, e.getMessage());
      fault(e.code());
    } catch (RuntimeException | Error e) {
      LOG.error("{} did not start", id, e);
      fault(id.seam() + ".driver.start-failed");
    }
  }

  /**
   * Makes it a fault that something takes too long, until it is over after all. What is over leaves
   * no timer behind: one would hold the connector, and all its classes, until it fires.
   */
  private final class Guard implements AutoCloseable {
    private final String code;
    private final CompletableFuture<Void> end = new CompletableFuture<>();
    private boolean over;

    Guard(String code, Duration limit) {
      this.code = code;
      end.thenRun(this::expire);
      end.completeOnTimeout(null, limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void expire() {
      synchronized (Instance.this) {
        if (!over) {
          fault(code);
        }
      }
    }

    @Override
    public void close() {
      synchronized (Instance.this) {
        over = true;
        mended(code);
        end.complete(null);
      }
    }
  }

  /**
   * Runs the connector's {@code stop} on a thread of its own, waits for it no longer than allowed,
   * and ends its timers. The instance is STOPPED then, whatever the connector did.
   */
  void stopConnector(Runnable stop, Duration limit) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    Thread thread = thread(id, "stop", () -> complete(done, stop));
    thread.start();
    try {
      done.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      LOG.error("{} does not stop within {}, it is abandoned", id, limit);
      thread.interrupt();
    } catch (ExecutionException e) {
      LOG.error("{} failed while stopping", id, e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    scheduler.shutdownNow();
    stopped();
  }

  private synchronized void stopped() {
    LinkState before = link();
    fault = Optional.empty();
    told = state(LinkState.Status.STOPPED, "");
    changed(before);
  }

  private static void complete(CompletableFuture<Void> done, Runnable work) {
    try {
      work.run();
      done.complete(null);
    } catch (RuntimeException | Error e) {
      done.completeExceptionally(e);
    }
  }

  /** It was asked something, and this is what it failed with, if it did. */
  void asked(@Nullable Throwable failure) {
    asked.incrementAndGet();
    if (failure != null && Outcome.bug(failure)) {
      broken.incrementAndGet();
    }
  }

  /** For those who show connectors. */
  Connectors.Status status() {
    return id.status(link(), capabilities());
  }

  /** For those who decide whether its bundle is well. */
  Vital vital() {
    return id.vital(link(), asked.get(), broken.get());
  }

  private static String fileName(String instance) {
    return instance.replaceAll("[^\\p{L}\\p{N}_-]", "_");
  }
}
