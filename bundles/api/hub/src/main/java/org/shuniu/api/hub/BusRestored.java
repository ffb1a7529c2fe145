// SPDX-License-Identifier: Apache-2.0
package org.shuniu.api.hub;

import java.time.Duration;
import org.shuniu.api.base.Event;
import org.shuniu.api.base.MessageType;

/**
 * The broker was away and is back; told after all consumers are fed again. Messages that are not
 * durable may have been lost meanwhile: who lives by them asks for the present state now.
 *
 * @param away how long it was away
 */
@MessageType("hub.bus-restored")
public record BusRestored(Duration away) implements Event {
  @Override
  public String key() {
    return "bus";
  }
}
