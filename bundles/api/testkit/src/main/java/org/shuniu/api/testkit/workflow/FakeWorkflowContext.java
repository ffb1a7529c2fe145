// SPDX-License-Identifier: Apache-2.0
package org.shuniu.api.testkit.workflow;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.shuniu.api.hub.Transactions;
import org.shuniu.api.testkit.FakeConnectorContext;
import org.shuniu.api.workflow.WorkflowEvent;
import org.shuniu.api.workflow.spi.WorkflowContext;

/** The host's side of an engine under test: keeps what it tells, once it is committed. */
public final class FakeWorkflowContext extends FakeConnectorContext implements WorkflowContext {
  private final List<WorkflowEvent> events = new CopyOnWriteArrayList<>();
  private final Transactions transactions;

  /** For the instance of this name, with a folder of its own. */
  public FakeWorkflowContext(String instance, Path directory, Transactions transactions) {
    super(instance, directory);
    this.transactions = transactions;
  }

  @Override
  public void emit(WorkflowEvent event) {
    transactions.afterCommit(() -> events.add(event));
  }

  /** All events, oldest first. */
  public List<WorkflowEvent> events() {
    return List.copyOf(events);
  }

  /** All events of one type with this key, oldest first. */
  public <E extends WorkflowEvent> List<E> events(Class<E> type, String key) {
    return events.stream()
        .filter(event -> event.key().equals(key))
        .filter(type::isInstance)
        .map(type::cast)
        .toList();
  }
}
