// SPDX-License-Identifier: Apache-2.0
package org.shuniu.api.pbx.spi;

import org.shuniu.api.hub.ConnectorContext;
import org.shuniu.api.pbx.PbxEvent;

/** What a PBX driver gets from its host. */
public interface PbxContext extends ConnectorContext {
  /**
   * Tells the hub what happened. Does not block. Events of one call are given in the order in which
   * they happened, by one thread at a time.
   */
  void emit(PbxEvent event);
}
