// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.contact;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.shuniu.api.base.HubException;
import org.shuniu.api.base.Message;
import org.shuniu.api.hub.Bus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends messages, and remembers when one was lost because the bus was away: a snapshot of the
 * switches makes good what it should have done. An absence is told once. Safe for many threads.
 */
final class Post {
  private static final Logger LOG = LoggerFactory.getLogger(Post.class);

  private final Bus bus;
  private final AtomicBoolean lost = new AtomicBoolean();
  private final AtomicLong unsent = new AtomicLong();

  Post(Bus bus) {
    this.bus = bus;
  }

  /** Sends it; false if the bus is away. Never throws for that. */
  boolean send(Message message) {
    try {
      bus.publish(message);
    } catch (HubException e) {
      lost.set(true);
      absent(message, e);
      return false;
    }
    if (unsent.get() > 0) {
      LOG.info("The bus takes messages again; {} were not sent", unsent.getAndSet(0));
    }
    return true;
  }

  private void absent(Message message, HubException e) {
    String name = message.getClass().getSimpleName();
    if (unsent.getAndIncrement() == 0) {
      LOG.warn("{} was not sent: {}; the switches are asked when the bus is back", name, e.code());
    } else {
      LOG.debug("{} was not sent: {}", name, e.code());
    }
  }

  /** Whether something was lost since this was last asked. */
  boolean lost() {
    return lost.getAndSet(false);
  }
}
