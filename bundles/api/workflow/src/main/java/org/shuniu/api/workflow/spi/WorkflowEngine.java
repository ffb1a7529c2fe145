// SPDX-License-Identifier: Apache-2.0
package org.shuniu.api.workflow.spi;

import org.shuniu.api.workflow.WorkflowCommand;

/**
 * Runs processes (W3). Register it as an OSGi service with the property {@code name}; the host
 * feeds the first one. Every implementation passes {@code WorkflowEngineContract} of the test kit.
 */
public interface WorkflowEngine {
  /** Begins to work: timers run, packs are deployed. Returns within a minute. */
  void start(WorkflowContext context);

  /** Ends the work within ten seconds; processes stay where they are. */
  void stop();

  /**
   * Carries out a command and returns when that is stored for good, together with the events that
   * it brought about. Called by many threads, one at a time for each ticket. The same command again
   * does nothing. Fails with a {@code HubException}: kind CALLER for good ({@code
   * workflow.process.unknown}), any other: try again later.
   */
  void execute(WorkflowCommand command);
}
