// SPDX-License-Identifier: Apache-2.0
package org.shuniu.workflow.engine;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.flowable.common.engine.impl.interceptor.CommandContext;
import org.flowable.engine.ProcessEngine;
import org.flowable.engine.impl.util.CommandContextUtil;
import org.flowable.engine.repository.ProcessDefinition;
import org.flowable.eventsubscription.api.EventSubscription;
import org.flowable.task.service.impl.persistence.entity.TaskEntity;
import org.jspecify.annotations.Nullable;
import org.shuniu.api.base.HubException;
import org.shuniu.api.hub.Transactions;
import org.shuniu.api.workflow.WorkflowCommand;
import org.shuniu.api.workflow.WorkflowCommand.CancelProcess;
import org.shuniu.api.workflow.WorkflowCommand.CompleteWork;
import org.shuniu.api.workflow.WorkflowCommand.SignalProcess;
import org.shuniu.api.workflow.WorkflowCommand.StartProcess;
import org.shuniu.api.workflow.WorkflowEvent.ProcessStarted;

/**
 * Carries out commands. The id of a process instance is the ticket's: the primary key of the
 * engine's history keeps a second process away, at the same time or years later.
 */
final class Conductor {
  private static final int LONGEST_ID = 64;
  private static final int LONGEST_REASON = 200;
  private static final int SIGNALS_REMEMBERED = 50;
  private static final String SIGNALS = Values.OWN + "signals";

  private final ProcessEngine engine;
  private final Transactions transactions;
  private final Narrator narrator;

  Conductor(ProcessEngine engine, Transactions transactions, Narrator narrator) {
    this.engine = engine;
    this.transactions = transactions;
    this.narrator = narrator;
  }

  void execute(WorkflowCommand command) {
    if (command instanceof StartProcess start) {
      start(start);
    } else if (command instanceof CompleteWork complete) {
      complete(complete);
    } else if (command instanceof SignalProcess signal) {
      signal(signal);
    } else if (command instanceof CancelProcess cancel) {
      cancel(cancel);
    }
  }

  private void start(StartProcess start) {
    if (start.ticket().isEmpty() || start.ticket().length() > LONGEST_ID) {
      throw HubException.invalid("workflow.ticket.invalid", Map.of());
    }
    Map<String, @Nullable Object> variables = Values.in(start.variables());
    // Refused outside of the engine's command, so that the caller's transaction is not lost by it.
    if (!run(command -> started(command, start, variables))) {
      throw HubException.notFound("workflow.process.unknown", start.process());
    }
  }

  private boolean started(
      CommandContext command, StartProcess start, Map<String, @Nullable Object> variables) {
    String ticket = start.ticket();
    if (CommandContextUtil.getHistoricProcessInstanceEntityManager(command).findById(ticket)
        != null) {
      return true;
    }
    ProcessDefinition newest =
        CommandContextUtil.getProcessDefinitionEntityManager(command)
            .findLatestProcessDefinitionByKey(start.process());
    if (newest == null) {
      return false;
    }
    narrator.tell(
        new ProcessStarted(
            ticket, start.process(), newest.getVersion(), narrator.clock().instant()));
    engine
        .getRuntimeService()
        .createProcessInstanceBuilder()
        .processDefinitionId(newest.getId())
        .predefineProcessInstanceId(ticket)
        .businessKey(ticket)
        .variables(variables)
        .start();
    return true;
  }

  private void complete(CompleteWork complete) {
    Map<String, @Nullable Object> variables = Values.in(complete.variables());
    variables.put("outcome", complete.outcome());
    run(
        command -> {
          TaskEntity task = CommandContextUtil.getTaskService(command).getTask(complete.request());
          if (task != null && complete.ticket().equals(task.getProcessInstanceId())) {
            Narrator.completing(command, task.getId());
            engine.getTaskService().complete(task.getId(), variables);
          }
          return true;
        });
  }

  private void signal(SignalProcess signal) {
    Map<String, @Nullable Object> variables = Values.in(signal.variables());
    transactions.run(
        () -> {
          List<EventSubscription> waiting = waiting(signal);
          if (!waiting.isEmpty() && remember(signal)) {
            waiting.forEach(each -> deliver(each, signal, variables));
          }
        });
  }

  private List<EventSubscription> waiting(SignalProcess signal) {
    return engine
        .getRuntimeService()
        .createEventSubscriptionQuery()
        .processInstanceId(signal.ticket())
        .eventName(signal.signal())
        .list();
  }

  /** False if it was remembered already: some signals leave no trace in the process's state. */
  private boolean remember(SignalProcess signal) {
    String text =
        Optional.ofNullable(
                (String) engine.getRuntimeService().getVariable(signal.ticket(), SIGNALS))
            .orElse("");
    Deque<String> known = new ArrayDeque<>(Arrays.asList(text.split(" ")));
    if (known.contains(signal.request())) {
      return false;
    }
    known.addLast(signal.request());
    while (known.size() > SIGNALS_REMEMBERED) {
      known.removeFirst();
    }
    engine
        .getRuntimeService()
        .setVariable(signal.ticket(), SIGNALS, String.join(" ", known).strip());
    return true;
  }

  /** To one who waits, unless an earlier delivery took it away. */
  private void deliver(
      EventSubscription waiting, SignalProcess signal, Map<String, @Nullable Object> variables) {
    run(
        command -> {
          if (engine
                  .getRuntimeService()
                  .createEventSubscriptionQuery()
                  .id(waiting.getId())
                  .singleResult()
              == null) {
            return true;
          }
          String execution = waiting.getExecutionId();
          if ("message".equals(waiting.getEventType())) {
            engine.getRuntimeService().messageEventReceived(signal.signal(), execution, variables);
          } else {
            engine.getRuntimeService().signalEventReceived(signal.signal(), execution, variables);
          }
          return true;
        });
  }

  private void cancel(CancelProcess cancel) {
    String reason = cancel.reason();
    String words = reason.length() <= LONGEST_REASON ? reason : reason.substring(0, LONGEST_REASON);
    run(
        command -> {
          if (engine
                  .getRuntimeService()
                  .createProcessInstanceQuery()
                  .processInstanceId(cancel.ticket())
                  .count()
              > 0) {
            engine.getRuntimeService().deleteProcessInstance(cancel.ticket(), words);
          }
          return true;
        });
  }

  /** One command of the engine's, in which each row is read once. */
  private boolean run(org.flowable.common.engine.impl.interceptor.Command<Boolean> work) {
    return engine.getManagementService().executeCommand(work);
  }
}
