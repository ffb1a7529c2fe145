// SPDX-License-Identifier: Apache-2.0
package org.shuniu.workflow.engine;

import java.time.Duration;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.shuniu.api.base.HubException;
import org.shuniu.api.hub.Transactions;
import org.shuniu.api.workflow.WorkflowCommand;
import org.shuniu.api.workflow.spi.WorkflowContext;
import org.shuniu.api.workflow.spi.WorkflowEngine;

/**
 * Runs BPMN processes with Flowable on the hub's own database (W1, W3): each command and each timer
 * is one transaction of the hub, together with what is told of it. While the database is away the
 * link is OFFLINE and commands are refused with kind CAPACITY.
 */
@Component(
    service = WorkflowEngine.class,
    configurationPid = "org.shuniu.workflow.engine",
    configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = EngineConfig.class, factory = true)
public final class FlowableWorkflowEngine implements WorkflowEngine {
  private final Transactions transactions;
  private final DataSource source;
  private final Shelf shelf;
  private final Duration poll;
  private final @Nullable PackTracker tracker;
  private volatile @Nullable Run run;

  /** Made by the component runtime. */
  @Activate
  public FlowableWorkflowEngine(
      BundleContext bundles,
      EngineConfig config,
      @Reference Transactions transactions,
      @Reference(target = Transactions.DATA_SOURCE) DataSource source) {
    this.transactions = transactions;
    this.source = source;
    this.shelf = new Shelf();
    this.poll = Duration.ofMillis(config.timerPollMs());
    this.tracker = new PackTracker(bundles, shelf);
    tracker.open();
  }

  /** Without OSGi: the packs are on the shelf. */
  FlowableWorkflowEngine(Transactions transactions, DataSource source, Shelf shelf, Duration poll) {
    this.transactions = transactions;
    this.source = source;
    this.shelf = shelf;
    this.poll = poll;
    this.tracker = null;
  }

  @Deactivate
  void deactivate() {
    if (tracker != null) {
      tracker.close();
    }
    stop();
  }

  @Override
  public synchronized void start(WorkflowContext context) {
    stop();
    Run fresh = new Run(transactions, source, shelf, context);
    run = fresh;
    fresh.begin(poll);
  }

  @Override
  public synchronized void stop() {
    Run last = run;
    run = null;
    if (last != null) {
      last.end();
    }
  }

  @Override
  public void execute(WorkflowCommand command) {
    Run present = run;
    if (present == null) {
      throw HubException.capacity("workflow.engine.unavailable", Map.of("reason", "stopped"));
    }
    present.execute(command);
  }
}
