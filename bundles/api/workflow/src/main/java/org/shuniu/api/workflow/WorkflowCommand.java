// SPDX-License-Identifier: Apache-2.0
package org.shuniu.api.workflow;

import java.util.Map;
import org.shuniu.api.base.Command;
import org.shuniu.api.base.MessageType;

/** What an engine shall do; {@code ticket} is the key. */
public sealed interface WorkflowCommand extends Command {
  /** The ticket whose process it is. */
  String ticket();

  @Override
  default String key() {
    return ticket();
  }

  /**
   * Starts the newest version of a process for a ticket. {@link WorkflowEvent.ProcessStarted} or
   * {@link WorkflowEvent.ProcessRejected} follows. A ticket that has a process keeps it.
   *
   * @param process its name: {@code complaint}
   * @param variables what its decisions need; no personal data
   */
  @MessageType(value = "workflow.start-process", durable = true)
  record StartProcess(String ticket, String process, Map<String, Object> variables)
      implements WorkflowCommand {}

  /**
   * Tells a process the outcome of the work that it had requested; it goes on. The outcome of a
   * request that is over already does nothing.
   *
   * @param request of {@link WorkflowEvent.WorkRequested}
   * @param outcome a word that the process knows: {@code done}, {@code failed}, {@code sent-back}
   * @param variables set before it goes on
   */
  @MessageType(value = "workflow.complete-work", durable = true)
  record CompleteWork(String ticket, String request, String outcome, Map<String, Object> variables)
      implements WorkflowCommand {}

  /**
   * Tells a process something that it did not ask for: {@code urged}, {@code withdrawn}. A process
   * that does not wait for it ignores it.
   */
  @MessageType(value = "workflow.signal-process", durable = true)
  record SignalProcess(String ticket, String request, String signal, Map<String, Object> variables)
      implements WorkflowCommand {}

  /** Ends a process wherever it stands: the ticket was discarded or closed by hand. */
  @MessageType(value = "workflow.cancel-process", durable = true)
  record CancelProcess(String ticket, String reason) implements WorkflowCommand {}

  /**
   * Tells every pack once more by {@link WorkflowEvent.PackDeployed}: who asks was not there when
   * it was told. About no ticket.
   *
   * @param ticket {@link #ALL}
   */
  @MessageType(value = "workflow.tell-packs", durable = true)
  record TellPacks(String ticket) implements WorkflowCommand {}

  /** In place of a ticket, for what is about none. */
  String ALL = "all";
}
