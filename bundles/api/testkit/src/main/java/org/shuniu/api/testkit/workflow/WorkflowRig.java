// SPDX-License-Identifier: Apache-2.0
package org.shuniu.api.testkit.workflow;

import org.shuniu.api.hub.Transactions;
import org.shuniu.api.workflow.spi.WorkflowEngine;

/**
 * An engine with a database. The pack {@code contract} is deployed in it: the processes {@code
 * workflow/contract.bpmn20.xml} with the form {@code workflow/contract.form.json}, both on the test
 * kit's class path.
 */
public interface WorkflowRig {
  /** A new engine over the rig's database, not started; the pack is there once it has started. */
  WorkflowEngine newEngine();

  /** The hub's transactions over the same database. */
  Transactions transactions();

  /** Whether a thread belongs to the rig rather than to the engine. */
  default boolean owns(Thread thread) {
    return false;
  }
}
