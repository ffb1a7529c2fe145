// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.plugins;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.shuniu.api.base.Actor;
import org.shuniu.api.base.Envelope;
import org.shuniu.api.base.HubException;
import org.shuniu.api.base.Message;
import org.shuniu.api.hub.Bus;
import org.shuniu.api.testkit.FakeBus;

/** A bus whose broker may be away. */
final class FlakyBus implements Bus {
  private final FakeBus bus = new FakeBus();
  volatile boolean away;

  <M extends Message> List<M> published(Class<M> type) {
    return bus.published(type);
  }

  <M extends Message> Optional<M> last(Class<M> type) {
    return bus.last(type);
  }

  @Override
  public String publish(Message message) {
    if (away) {
      throw HubException.capacity("bus.unavailable", Map.of());
    }
    return bus.publish(message);
  }

  @Override
  public String publish(Message message, Actor actor, String correlation) {
    return publish(message);
  }

  @Override
  public String publish(Message message, Envelope<?> because) {
    return publish(message);
  }
}
