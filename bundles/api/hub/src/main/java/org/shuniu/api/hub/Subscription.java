// SPDX-License-Identifier: Apache-2.0
package org.shuniu.api.hub;

import org.shuniu.api.base.Envelope;
import org.shuniu.api.base.Message;

/**
 * One type of message with what to do about it. For commands there is one consumer in the hub.
 *
 * @param type a record with {@link org.shuniu.api.base.MessageType}
 * @param once see {@link #once} and {@link #of}
 * @param handler called on a thread of the bus
 */
public record Subscription<M extends Message>(Class<M> type, boolean once, Handler<M> handler) {
  /** What to do about a message. */
  @FunctionalInterface
  public interface Handler<M extends Message> {
    /** Handles one message; an exception means that it was not handled. */
    void handle(Envelope<M> message) throws Exception;
  }

  /** The handler is called without a transaction and copes with repetitions itself. */
  public static <M extends Message> Subscription<M> of(Class<M> type, Handler<M> handler) {
    return new Subscription<>(type, false, handler);
  }

  /**
   * The handler is called inside a transaction that also remembers the message's id, so that its
   * changes in the database and the durable messages it publishes happen exactly once. Meant for
   * durable messages.
   */
  public static <M extends Message> Subscription<M> once(Class<M> type, Handler<M> handler) {
    return new Subscription<>(type, true, handler);
  }
}
