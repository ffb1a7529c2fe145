// SPDX-License-Identifier: Apache-2.0
package org.shuniu.api.hub;

import org.shuniu.api.base.Event;
import org.shuniu.api.base.MessageType;

/**
 * A user logged out, was disabled, or the session expired or was ended by an administrator. Its
 * live streams end with it.
 *
 * @param userId whose
 * @param sessionId see {@link Sessions.Session#id()}
 */
@MessageType("hub.session-ended")
public record SessionEnded(String userId, String sessionId) implements Event {
  @Override
  public String key() {
    return "user:" + userId;
  }
}
