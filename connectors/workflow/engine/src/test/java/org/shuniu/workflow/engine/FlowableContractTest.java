// SPDX-License-Identifier: Apache-2.0
package org.shuniu.workflow.engine;

import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.shuniu.api.hub.Transactions;
import org.shuniu.api.testkit.TestStore;
import org.shuniu.api.testkit.workflow.WorkflowEngineContract;
import org.shuniu.api.testkit.workflow.WorkflowRig;
import org.shuniu.api.workflow.spi.WorkflowEngine;

/** The engine passes the contract. */
class FlowableContractTest extends WorkflowEngineContract {
  private static TestStore store;

  @BeforeAll
  static void open() {
    store = new TestStore();
  }

  @AfterAll
  static void close() {
    store.close();
  }

  @Override
  protected WorkflowRig rig() {
    return new WorkflowRig() {
      @Override
      public WorkflowEngine newEngine() {
        return new FlowableWorkflowEngine(
            store.transactions(),
            store.dataSource(),
            Packs.shelf(Packs.contract()),
            Duration.ofMillis(100));
      }

      @Override
      public Transactions transactions() {
        return store.transactions();
      }
    };
  }
}
