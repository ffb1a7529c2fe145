// SPDX-License-Identifier: Apache-2.0
package org.shuniu.workflow.engine;

import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.flowable.common.engine.api.delegate.event.AbstractFlowableEventListener;
import org.flowable.common.engine.api.delegate.event.FlowableEngineEntityEvent;
import org.flowable.common.engine.api.delegate.event.FlowableEngineEventType;
import org.flowable.common.engine.api.delegate.event.FlowableEvent;
import org.flowable.common.engine.api.delegate.event.FlowableEventType;
import org.flowable.common.engine.impl.context.Context;
import org.flowable.common.engine.impl.interceptor.CommandContext;
import org.flowable.engine.delegate.event.FlowableActivityEvent;
import org.flowable.engine.delegate.event.FlowableProcessTerminatedEvent;
import org.flowable.engine.impl.persistence.entity.ExecutionEntity;
import org.flowable.engine.interceptor.CreateUserTaskAfterContext;
import org.flowable.engine.interceptor.CreateUserTaskBeforeContext;
import org.flowable.engine.interceptor.CreateUserTaskInterceptor;
import org.flowable.task.service.impl.persistence.entity.TaskEntity;
import org.shuniu.api.workflow.WorkflowEvent;
import org.shuniu.api.workflow.WorkflowEvent.ProcessEnded;
import org.shuniu.api.workflow.WorkflowEvent.WorkRequested;
import org.shuniu.api.workflow.WorkflowEvent.WorkWithdrawn;
import org.shuniu.api.workflow.spi.WorkflowContext;

/** Tells the hub what happens in the engine, whatever process it is, as it happens. */
final class Narrator extends AbstractFlowableEventListener implements CreateUserTaskInterceptor {
  /** Attribute of a command: the work that it completes, whose end is no withdrawal. */
  private static final String COMPLETING = "shuniu.completing";

  /** Attribute of a command: the end event that was reached last. */
  private static final String LAST_END = "shuniu.last-end";

  private final WorkflowContext context;

  Narrator(WorkflowContext context) {
    this.context = context;
  }

  void tell(WorkflowEvent event) {
    context.emit(event);
  }

  Clock clock() {
    return context.clock();
  }

  /** Says which work the command completes. */
  static void completing(CommandContext command, String request) {
    command.addAttribute(COMPLETING, request);
  }

  @Override
  public void beforeCreateUserTask(CreateUserTaskBeforeContext creation) {}

  @Override
  public void afterCreateUserTask(CreateUserTaskAfterContext creation) {
    TaskEntity task = creation.getTaskEntity();
    ExecutionEntity execution = (ExecutionEntity) creation.getExecution();
    tell(
        new WorkRequested(
            task.getProcessInstanceId(),
            task.getId(),
            task.getTaskDefinitionKey(),
            task.getName(),
            task.getCategory(),
            Values.out(execution.getProcessInstance().getVariables()),
            Optional.ofNullable(task.getDueDate()).map(Date::toInstant),
            now()));
  }

  @Override
  public Collection<? extends FlowableEventType> getTypes() {
    return List.of(
        FlowableEngineEventType.ENTITY_DELETED,
        FlowableEngineEventType.ACTIVITY_STARTED,
        FlowableEngineEventType.PROCESS_COMPLETED,
        FlowableEngineEventType.PROCESS_COMPLETED_WITH_TERMINATE_END_EVENT);
  }

  @Override
  public void onEvent(FlowableEvent event) {
    if (event instanceof FlowableActivityEvent activity) {
      if ("endEvent".equals(activity.getActivityType())) {
        command().addAttribute(LAST_END, activity.getActivityId());
      }
    } else if (event instanceof FlowableProcessTerminatedEvent terminated) {
      ended((ExecutionEntity) terminated.getEntity());
    } else if (event instanceof FlowableEngineEntityEvent entity) {
      if (event.getType() == FlowableEngineEventType.PROCESS_COMPLETED) {
        ended((ExecutionEntity) entity.getEntity());
      } else if (entity.getEntity() instanceof TaskEntity task
          && !task.getId().equals(command().getAttribute(COMPLETING))) {
        tell(new WorkWithdrawn(task.getProcessInstanceId(), task.getId(), now()));
      }
    }
  }

  private void ended(ExecutionEntity process) {
    String outcome = requireNonNull((String) command().getAttribute(LAST_END));
    tell(new ProcessEnded(process.getId(), process.getProcessDefinitionKey(), outcome, now()));
  }

  private static CommandContext command() {
    return Context.getCommandContext();
  }

  private Instant now() {
    return context.clock().instant();
  }

  /** What cannot be told must not happen. */
  @Override
  public boolean isFailOnException() {
    return true;
  }
}
