// SPDX-License-Identifier: Apache-2.0
package org.shuniu.api.services.ivr;

import org.shuniu.api.base.Command;
import org.shuniu.api.base.MessageType;

/**
 * The citizen is gone, or the contact goes another way: the flow is forgotten, no {@link FlowEnded}
 * follows.
 */
@MessageType("ivr.stop-flow")
public record StopFlow(String contact) implements Command {
  @Override
  public String key() {
    return contact;
  }
}
