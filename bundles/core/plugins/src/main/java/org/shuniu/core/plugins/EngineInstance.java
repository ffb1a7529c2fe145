// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.plugins;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import org.shuniu.api.hub.Connectors;
import org.shuniu.api.hub.LinkState;
import org.shuniu.api.workflow.WorkflowCommand;
import org.shuniu.api.workflow.WorkflowEvent;
import org.shuniu.api.workflow.spi.WorkflowContext;
import org.shuniu.api.workflow.spi.WorkflowEngine;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One workflow engine. It takes commands from the end of its start to the begin of its stop. */
final class EngineInstance extends Instance {
  private static final Logger LOG = LoggerFactory.getLogger(EngineInstance.class);

  /** An engine builds its tables at its first start. */
  private static final Duration START = Duration.ofMinutes(1);

  private static final Duration STOP = Duration.ofSeconds(10);

  /** What an engine's host does with what the engine says. */
  record Ears(Consumer<WorkflowEvent> events, Runnable ready) {}

  private final WorkflowEngine engine;
  private final Ears ears;
  private final Duration drain;
  private final ReentrantReadWriteLock use = new ReentrantReadWriteLock();
  private volatile boolean ready;
  private volatile boolean begun;

  EngineInstance(ConnectorId id, WorkflowEngine engine, Services services, Ears ears) {
    super(id, services.clock(), services.home());
    this.engine = engine;
    this.ears = ears;
    this.drain = services.limits().drain();
  }

  @Override
  Connectors.Status status() {
    return begun
        ? super.status()
        : id().status(LinkState.offline("workflow.engine.spare"), Set.of());
  }

  /** Only the first engine works; see {@link #begin}. */
  @Override
  void start() {}

  /** Begins to work, once; returns at once. */
  synchronized void begin() {
    if (begun) {
      return;
    }
    begun = true;
    Instance.thread(id(), "start", this::startEngine).start();
  }

  private void startEngine() {
    WorkflowContext context = new Context();
    boolean[] started = {false};
    startConnector(
        () -> {
          engine.start(context);
          started[0] = true;
        },
        START);
    if (started[0]) {
      if (link().status() == LinkState.Status.STARTING) {
        link(LinkState.online());
      }
      ready = true;
      ears.ready().run();
    }
  }

  /** Whether it takes commands. */
  boolean ready() {
    return ready;
  }

  /**
   * Carries out a command in the caller's transaction; false: it does not take commands now. Throws
   * what the engine throws.
   */
  boolean execute(WorkflowCommand command) {
    if (!ready || !use.readLock().tryLock()) {
      return false;
    }
    try (var context = Subject.ticket(command.key()).enter()) {
      if (!ready) {
        return false;
      }
      carryOut(command);
      asked(null);
      return true;
    } catch (RuntimeException | Error e) {
      asked(e);
      throw e;
    } finally {
      use.readLock().unlock();
    }
  }

  private void carryOut(WorkflowCommand command) {
    boolean done = false;
    try {
      engine.execute(command);
      done = true;
    } finally {
      traffic().asked(Passages.typeOf(command.getClass()), done);
    }
  }

  @Override
  void stop() {
    ready = false;
    if (!begun) {
      return;
    }
    drain();
    stopConnector(engine::stop, STOP);
  }

  private void drain() {
    try {
      if (use.writeLock().tryLock(drain.toMillis(), TimeUnit.MILLISECONDS)) {
        use.writeLock().unlock();
      } else {
        LOG.warn("{} is stopped with commands in work", id());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private final class Context extends HostContext implements WorkflowContext {
    Context() {
      super(EngineInstance.this);
    }

    @Override
    public void emit(WorkflowEvent event) {
      traffic().told(Passages.typeOf(event.getClass()));
      ears.events().accept(event);
    }
  }
}
