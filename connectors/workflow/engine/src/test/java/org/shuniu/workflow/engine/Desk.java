// SPDX-License-Identifier: Apache-2.0
package org.shuniu.workflow.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.shuniu.api.testkit.TestStore;
import org.shuniu.api.testkit.workflow.FakeWorkflowContext;
import org.shuniu.api.workflow.WorkflowCommand;
import org.shuniu.api.workflow.WorkflowCommand.CompleteWork;
import org.shuniu.api.workflow.WorkflowCommand.StartProcess;
import org.shuniu.api.workflow.WorkflowEvent.ProcessEnded;
import org.shuniu.api.workflow.WorkflowEvent.WorkRequested;
import org.shuniu.api.workflow.WorkflowEvent.WorkWithdrawn;
import org.shuniu.api.workflow.spi.WorkflowContext;

/** An engine over a store, driven as the host drives it. */
final class Desk implements AutoCloseable {
  final FlowableWorkflowEngine engine;
  final FakeWorkflowContext told;
  private final TestStore store;

  Desk(TestStore store, Path folder, Clock clock, Pack... packs) {
    this.store = store;
    told = new FakeWorkflowContext("desk", folder, store.transactions());
    engine =
        new FlowableWorkflowEngine(
            store.transactions(), store.dataSource(), Packs.shelf(packs), Duration.ofMillis(50));
    engine.start(context(told, clock));
  }

  void give(WorkflowCommand command) {
    store.transactions().run(() -> engine.execute(command));
  }

  void start(String ticket, String process, Map<String, Object> variables) {
    give(new StartProcess(ticket, process, variables));
  }

  /** Completes the open work of this kind. */
  void complete(String ticket, String work, String outcome) {
    List<WorkRequested> open = open(ticket).stream().filter(w -> w.work().equals(work)).toList();
    assertThat(open).as("open work %s of %s", work, open(ticket)).hasSize(1);
    give(new CompleteWork(ticket, open.get(0).request(), outcome, Map.of()));
  }

  /** The works that were requested and neither withdrawn nor completed here. */
  List<WorkRequested> open(String ticket) {
    List<String> withdrawn =
        told.events(WorkWithdrawn.class, ticket).stream().map(WorkWithdrawn::request).toList();
    return told.events(WorkRequested.class, ticket).stream()
        .filter(work -> !withdrawn.contains(work.request()))
        .filter(work -> exists(work.request()))
        .toList();
  }

  List<String> works(String ticket) {
    return told.events(WorkRequested.class, ticket).stream().map(WorkRequested::work).toList();
  }

  List<String> ends(String ticket) {
    return told.events(ProcessEnded.class, ticket).stream().map(ProcessEnded::outcome).toList();
  }

  private boolean exists(String request) {
    return store
        .transactions()
        .call(
            () -> {
              try (var connection = store.dataSource().getConnection();
                  var query =
                      connection.prepareStatement("select 1 from ACT_RU_TASK where ID_ = ?")) {
                query.setString(1, request);
                return query.executeQuery().next();
              } catch (java.sql.SQLException e) {
                throw new IllegalStateException(e);
              }
            });
  }

  @Override
  public void close() {
    engine.stop();
    told.close();
  }

  private static WorkflowContext context(FakeWorkflowContext told, Clock clock) {
    return (WorkflowContext)
        java.lang.reflect.Proxy.newProxyInstance(
            Desk.class.getClassLoader(),
            new Class<?>[] {WorkflowContext.class},
            (self, method, arguments) ->
                method.getName().equals("clock") ? clock : method.invoke(told, arguments));
  }
}
