// SPDX-License-Identifier: Apache-2.0
package org.shuniu.api.hub;

import org.shuniu.api.base.Event;
import org.shuniu.api.base.MessageType;

/**
 * A user's first console opened its live stream, or the last one has been gone for longer than a
 * browser needs to reload.
 *
 * @param userId whose
 * @param present whether there is one now
 */
@MessageType("hub.console-presence")
public record ConsolePresence(String userId, boolean present) implements Event {
  @Override
  public String key() {
    return "user:" + userId;
  }
}
