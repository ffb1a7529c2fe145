// SPDX-License-Identifier: Apache-2.0
package org.shuniu.workflow.engine;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.flowable.engine.ProcessEngine;
import org.jspecify.annotations.Nullable;
import org.shuniu.api.base.HubException;
import org.shuniu.api.hub.LinkState;
import org.shuniu.api.hub.Transactions;
import org.shuniu.api.workflow.WorkflowCommand;
import org.shuniu.api.workflow.WorkflowCommand.TellPacks;
import org.shuniu.api.workflow.spi.WorkflowContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The time between a start and a stop. One thread does what nobody asked for: it makes the engine
 * when the database is there, deploys packs, fires timers and tells how the link stands.
 */
final class Run {
  private static final Logger LOG = LoggerFactory.getLogger(Run.class);
  private static final Duration DRAIN = Duration.ofSeconds(4);
  private static final int RACES = 10;

  /** What there is once the database is. */
  private record Machine(
      ProcessEngine engine, Conductor conductor, Deployer deployer, Timers timers) {}

  private final Transactions transactions;
  private final DataSource source;
  private final Shelf shelf;
  private final WorkflowContext context;
  private final Gate gate = new Gate();
  private final ScheduledThreadPoolExecutor worker;
  private volatile @Nullable Machine machine;
  private String told = "never";

  Run(Transactions transactions, DataSource source, Shelf shelf, WorkflowContext context) {
    this.transactions = transactions;
    this.source = source;
    this.shelf = shelf;
    this.context = context;
    this.worker =
        new ScheduledThreadPoolExecutor(
            1, task -> new Thread(task, "workflow-" + context.instance()));
  }

  void begin(Duration poll) {
    shelf.readAgain();
    round();
    worker.scheduleWithFixedDelay(
        this::round, poll.toMillis(), poll.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Within ten seconds, without an interrupt: one would close H2's files under everybody. */
  void end() {
    boolean drained = gate.close(DRAIN);
    worker.shutdown();
    try {
      drained &= worker.awaitTermination(DRAIN.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (!drained) {
      LOG.warn("{}: stopped in the middle of work, which is rolled back", context.instance());
    }
    Machine last = machine;
    machine = null;
    if (last != null) {
      Loaders.ours(
          () -> {
            last.engine.close();
            return true;
          });
    }
  }

  void execute(WorkflowCommand command) {
    if (!gate.enter()) {
      throw away("stopped");
    }
    try {
      Machine present = machine;
      if (present == null) {
        throw away("the database is not there yet");
      }
      if (command instanceof TellPacks) {
        shelf.readAgain();
        return;
      }
      // A lost race loses the whole transaction: inside of the host's it is for the host to retry.
      Races.run(transactions.active() ? 1 : RACES, () -> present.conductor.execute(command));
    } finally {
      gate.leave();
    }
  }

  private void round() {
    if (!gate.enter()) {
      return;
    }
    try {
      Machine present = machine();
      present.deployer.run();
      present.timers.run(() -> !gate.closed());
      tell(
          present.timers.failing()
              ? new LinkState(
                  LinkState.Status.DEGRADED, "workflow.timer.failed", context.clock().instant())
              : LinkState.online());
    } catch (RuntimeException e) {
      HubException fault = Faults.translate(e);
      if (tell(LinkState.offline(fault.code()))) {
        complain(fault);
      }
    } finally {
      gate.leave();
    }
  }

  private Machine machine() {
    Machine present = machine;
    if (present != null) {
      return present;
    }
    Narrator narrator = new Narrator(context);
    ProcessEngine engine = HubProcessEngine.build(transactions, source, context.clock(), narrator);
    Machine fresh =
        new Machine(
            engine,
            new Conductor(engine, transactions, narrator),
            new Deployer(engine, transactions, narrator, shelf),
            new Timers(engine, context.clock()));
    machine = fresh;
    return fresh;
  }

  private void complain(HubException fault) {
    if (fault.kind() == HubException.Kind.INTERNAL) {
      LOG.error("{}: the engine failed", context.instance(), fault);
    } else {
      LOG.warn("{}: the engine waits: {}", context.instance(), fault.getMessage());
    }
  }

  /** Only what is new; whether it was. */
  private boolean tell(LinkState state) {
    String words = state.status() + " " + state.reason();
    if (words.equals(told) || gate.closed()) {
      return false;
    }
    told = words;
    context.link(state);
    return true;
  }

  private static HubException away(String reason) {
    return HubException.capacity("workflow.engine.unavailable", Map.of("reason", reason));
  }
}
