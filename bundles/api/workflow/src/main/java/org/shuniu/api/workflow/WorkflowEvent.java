// SPDX-License-Identifier: Apache-2.0
package org.shuniu.api.workflow;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.shuniu.api.base.Event;
import org.shuniu.api.base.MessageType;

/** What an engine tells; all facts. */
public sealed interface WorkflowEvent extends Event {
  /** A process began. */
  @MessageType(value = "workflow.process-started", durable = true)
  record ProcessStarted(String ticket, String process, int version, Instant time)
      implements WorkflowEvent {
    @Override
    public String key() {
      return ticket;
    }
  }

  /**
   * An order to an engine was refused.
   *
   * @param code {@code workflow.process.unknown}, {@code workflow.engine.missing}, {@code
   *     workflow.process.failed}
   */
  @MessageType(value = "workflow.process-rejected", durable = true)
  record ProcessRejected(String ticket, String code, String reason, Instant time)
      implements WorkflowEvent {
    @Override
    public String key() {
      return ticket;
    }
  }

  /**
   * A process needs something done and waits for {@link WorkflowCommand.CompleteWork}.
   *
   * @param request the same when it is told again
   * @param step id of the step in the process's diagram
   * @param label the step's name on screens
   * @param work what: {@code dispatch}, {@code review}, {@code notify}, {@code close} …
   * @param variables of the process
   * @param due until when, if the process sets a time
   */
  @MessageType(value = "workflow.work-requested", durable = true)
  record WorkRequested(
      String ticket,
      String request,
      String step,
      String label,
      String work,
      Map<String, Object> variables,
      Optional<Instant> due,
      Instant time)
      implements WorkflowEvent {
    @Override
    public String key() {
      return ticket;
    }
  }

  /** A process does not wait for some work any more: its time is over, or it went another way. */
  @MessageType(value = "workflow.work-withdrawn", durable = true)
  record WorkWithdrawn(String ticket, String request, Instant time) implements WorkflowEvent {
    @Override
    public String key() {
      return ticket;
    }
  }

  /**
   * A process is over.
   *
   * @param outcome id of the end event in its diagram
   */
  @MessageType(value = "workflow.process-ended", durable = true)
  record ProcessEnded(String ticket, String process, String outcome, Instant time)
      implements WorkflowEvent {
    @Override
    public String key() {
      return ticket;
    }
  }

  /**
   * A pack was deployed, or its newest version again after a start.
   *
   * @param form JSON of the ticket's form: see docs/forms.md
   */
  @MessageType(value = "workflow.pack-deployed", durable = true)
  record PackDeployed(String process, int version, String label, String form, Instant time)
      implements WorkflowEvent {
    @Override
    public String key() {
      return "process:" + process;
    }
  }
}
