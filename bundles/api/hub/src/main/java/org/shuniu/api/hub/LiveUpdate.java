// SPDX-License-Identifier: Apache-2.0
package org.shuniu.api.hub;

import org.shuniu.api.base.Event;
import org.shuniu.api.base.MessageType;

/**
 * Tells open consoles something, by server-sent events. Not durable: a console that was away for
 * long reloads.
 *
 * @param audience {@code user:ID}, {@code permission:domain:action} (all who may do that) or {@code
 *     all}
 * @param name name of the server-sent event
 * @param data what the screen shows, encoded as JSON
 */
@MessageType("hub.live-update")
public record LiveUpdate(String audience, String name, Object data) implements Event {
  @Override
  public String key() {
    return audience;
  }

  /** For one user. */
  public static LiveUpdate forUser(String userId, String name, Object data) {
    return new LiveUpdate("user:" + userId, name, data);
  }

  /** For all who may do something. */
  public static LiveUpdate forPermission(String operation, String name, Object data) {
    return new LiveUpdate("permission:" + operation, name, data);
  }
}
