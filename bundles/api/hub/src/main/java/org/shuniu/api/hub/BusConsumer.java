// SPDX-License-Identifier: Apache-2.0
package org.shuniu.api.hub;

import java.util.List;

/**
 * Receives messages. Register it as an OSGi service; it is fed from then on until it is
 * unregistered, which waits for the messages in work (drain). What is published while it is away
 * waits, if it is durable.
 *
 * <p>Messages with one key are handled one after another in the order in which they were published,
 * also across the types of one consumer; different keys are handled at the same time. Delivery is
 * at least once.
 *
 * <p>A handler that throws an exception is tried again while later messages of the same key wait
 * (bounded in time); then the message becomes a dead letter with the reason, together with the
 * later ones of its key, until an administrator redelivers or discards it. A message that is not
 * durable is not tried again but logged and counted.
 */
public interface BusConsumer {
  /**
   * Stable over versions of the bundle, unique in the hub: {@code services.contact}. Names the
   * queue.
   */
  String name();

  /** What it wants. Asked once, when the consumer is registered. */
  List<Subscription<?>> subscriptions();

  /** How many keys may be in work at the same time. */
  default int concurrency() {
    return 4;
  }
}
