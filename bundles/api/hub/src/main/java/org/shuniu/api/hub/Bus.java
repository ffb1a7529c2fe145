// SPDX-License-Identifier: Apache-2.0
package org.shuniu.api.hub;

import org.shuniu.api.base.Actor;
import org.shuniu.api.base.Envelope;
import org.shuniu.api.base.Message;

/**
 * Publishes messages (P2). Each bundle gets an instance of its own, which stamps the bundle's
 * symbolic name as the source.
 *
 * <p>A durable message that is published inside a {@link Transactions transaction} leaves with its
 * commit through the outbox, or not at all; outside of one it is stored by the broker before the
 * call returns. A message that is not durable leaves at once, without waiting for the disk, also
 * inside a transaction: publish it after the commit (see {@link Transactions#afterCommit}) where it
 * tells of what the transaction changes.
 *
 * <p>While the broker is away, durable messages wait in the outbox and others in a bounded memory
 * for a few seconds; what does not fit is refused with the code {@code bus.unavailable} (kind
 * CAPACITY). Safe for use by many threads; messages of one key published by one thread keep their
 * order.
 */
public interface Bus {
  /**
   * Publishes on behalf of the hub; correlation is the message's key. Returns the envelope's id.
   */
  default String publish(Message message) {
    return publish(message, Actor.HUB);
  }

  /**
   * Publishes on behalf of somebody; correlation is the message's key. Returns the envelope's id.
   */
  default String publish(Message message, Actor actor) {
    return publish(message, actor, message.key());
  }

  /**
   * Publishes on behalf of somebody, as a part of a matter that is known by another message's key:
   * a ticket's messages carry the contact's id. Returns the envelope's id.
   */
  String publish(Message message, Actor actor, String correlation);

  /**
   * Publishes because of another message, whose correlation and actor it takes over. Returns the
   * envelope's id.
   */
  String publish(Message message, Envelope<?> because);
}
