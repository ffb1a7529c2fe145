// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.plugins.life;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.shuniu.api.base.HubException;
import org.shuniu.core.plugins.life.ChangeRow.Outcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out changes, one at a time: whoever comes while one runs is told whose it is. What
 * belongs together comes through together or not at all.
 *
 * <p>Safe for use by many threads.
 */
final class Changes implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Changes.class);

  private final Fleet fleet;
  private final History history;
  private final HealthWatch watch;
  private volatile boolean closed;
  private final AtomicReference<@Nullable Running> running = new AtomicReference<>();
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          work -> {
            Thread worker = new Thread(work, "shuniu-plugin-changes");
            worker.setDaemon(true);
            return worker;
          });

  /** What is being done. */
  enum Step {
    PREPARING,
    DRAINING,
    STARTING,
    WATCHING,
    ROLLING_BACK
  }

  /** A change that runs. */
  static final class Running {
    private final Doer doer;
    private final List<String> plugins;
    private final CompletableFuture<Boolean> done = new CompletableFuture<>();
    private volatile Step step = Step.PREPARING;
    private volatile Instant since = Instant.now();

    Running(Doer doer, List<String> plugins) {
      this.doer = doer;
      this.plugins = plugins;
    }

    Step step() {
      return step;
    }

    Instant since() {
      return since;
    }

    private void step(Step next) {
      since = Instant.now();
      step = next;
    }

    private HubException busy() {
      return HubException.conflict(
          "plugins.busy",
          Map.of("login", doer.shown(), "plugin", String.join(", ", plugins), "step", step.name()));
    }
  }

  Changes(Fleet fleet, History history, HealthWatch watch) {
    this.fleet = fleet;
    this.history = history;
    this.watch = watch;
  }

  /** The change that runs now. */
  Optional<Running> current() {
    return Optional.ofNullable(running.get());
  }

  /** One plugin's part of a change. */
  record Part(Swap swap, History.Intent intent) {}

  /**
   * What was begun.
   *
   * @param done is complete when it has ended
   */
  record Begun(List<ChangeRow> rows, CompletableFuture<Boolean> done) {}

  /**
   * Begins a change; returns at once.
   *
   * @param parts is asked when nobody else can change anything any more; what it throws ends it
   * @throws HubException {@code plugins.busy} (409) while another one runs
   */
  Begun begin(Doer doer, List<String> plugins, Supplier<List<Part>> parts) {
    Running mine = new Running(doer, plugins);
    Running other = running.compareAndExchange(null, mine);
    if (other != null) {
      throw other.busy();
    }
    try {
      List<Part> all = parts.get();
      List<ChangeRow> rows = history.begin(all.stream().map(Part::intent).toList(), doer);
      thread.execute(() -> run(mine, all, rows));
      return new Begun(rows, mine.done);
    } catch (RuntimeException e) {
      running.set(null);
      throw e;
    }
  }

  private void run(Running mine, List<Part> parts, List<ChangeRow> rows) {
    try {
      carryOut(mine, parts, rows);
    } catch (RuntimeException e) {
      LOG.error("a change of {} ends in disorder", mine.plugins, e);
    } finally {
      running.set(null);
      mine.done.complete(true);
    }
  }

  private void carryOut(Running mine, List<Part> parts, List<ChangeRow> rows) {
    Optional<HubException> cause = attempt(mine, parts);
    if (closed) {
      return; // the next start makes it whole and closes the history
    }
    for (int i = 0; i < parts.size() && cause.isEmpty(); i++) {
      cause = commit(parts.get(i));
      if (cause.isEmpty()) {
        told(rows.get(i), Outcome.DONE, cause);
      } else {
        undo(mine, parts.subList(i, parts.size()), rows.subList(i, rows.size()), cause.get());
        return;
      }
    }
    if (cause.isPresent()) {
      undo(mine, parts, rows, cause.get());
    }
  }

  private Optional<HubException> attempt(Running mine, List<Part> parts) {
    try {
      parts.forEach(part -> part.swap().prepare());
      mine.step(Step.DRAINING);
      parts.forEach(part -> part.swap().drain());
      mine.step(Step.STARTING);
      parts.forEach(part -> part.swap().start());
      mine.step(Step.WATCHING);
      parts.forEach(part -> part.swap().watch(watch));
      return Optional.empty();
    } catch (HubException e) {
      return Optional.of(e);
    } catch (RuntimeException | Error e) {
      return Optional.of(HubException.internal("plugins.change.failed", e));
    }
  }

  private Optional<HubException> commit(Part part) {
    Swap swap = part.swap();
    try {
      fleet.wanted().write(swap.plugin(), swap.wanted(part.intent().dataVersion()));
    } catch (HubException e) {
      return Optional.of(e);
    }
    try {
      swap.commit();
    } catch (HubException e) {
      LOG.error("{} is not quite tidy: {}", swap.plugin(), e.getMessage());
    }
    return Optional.empty();
  }

  private void undo(Running mine, List<Part> parts, List<ChangeRow> rows, HubException cause) {
    boolean touched = mine.step != Step.PREPARING;
    mine.step(Step.ROLLING_BACK);
    List<Integer> backwards = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      backwards.add(i);
    }
    Collections.reverse(backwards);
    for (int i : backwards) {
      boolean recovered = parts.get(i).swap().undo(watch);
      Outcome outcome = recovered ? Outcome.ROLLED_BACK : Outcome.FAILED;
      told(rows.get(i), touched ? outcome : Outcome.REFUSED, Optional.of(cause));
    }
  }

  private void told(ChangeRow row, Outcome outcome, Optional<HubException> cause) {
    LOG.info(
        "{} of {} from {} to {} by {}: {} {}",
        row.kind,
        row.plugin,
        row.fromVersion,
        row.toVersion,
        row.login == null ? row.way : row.login,
        outcome,
        cause.map(HubException::getMessage).orElse(""));
    try {
      history.end(row.id, outcome, cause);
    } catch (RuntimeException e) {
      LOG.error("the outcome {} of change {} is not in the history", outcome, row.id, e);
    }
  }

  /**
   * What runs is left as it stands. Its thread is not interrupted: it may be writing to the
   * database, which would not survive that.
   */
  @Override
  public void close() {
    closed = true;
    watch.stop();
    thread.shutdown();
  }
}
