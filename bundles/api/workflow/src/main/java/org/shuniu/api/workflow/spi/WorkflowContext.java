// SPDX-License-Identifier: Apache-2.0
package org.shuniu.api.workflow.spi;

import org.shuniu.api.hub.ConnectorContext;
import org.shuniu.api.workflow.WorkflowEvent;

/** What an engine gets from its host. */
public interface WorkflowContext extends ConnectorContext {
  /**
   * Tells the hub what happened. Inside of a transaction of the hub it leaves with the commit;
   * outside it is stored when this returns.
   */
  void emit(WorkflowEvent event);
}
