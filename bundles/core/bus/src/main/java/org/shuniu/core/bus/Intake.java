// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.bus;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.client.ClientConsumer;
import org.apache.activemq.artemis.api.core.client.ClientMessage;
import org.apache.activemq.artemis.api.core.client.ClientSession;
import org.apache.activemq.artemis.api.core.client.ClientSessionFactory;
import org.apache.activemq.artemis.api.core.client.SessionFailureListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection that takes the messages of one queue, at most so many at a time. Each message is
 * acknowledged by itself, after it is handled; what is not goes back to its place in the queue.
 */
final class Intake implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Intake.class);

  private final ClientSessionFactory factory;
  private final ClientSession session;
  private final Semaphore room;
  private final Consumer<Delivery> sink;
  private volatile boolean open = true;
  private boolean closed;

  Intake(
      ClientSessionFactory factory,
      String queue,
      int prefetch,
      Consumer<Delivery> sink,
      SessionFailureListener onFailure)
      throws ActiveMQException {
    this.factory = factory;
    this.sink = sink;
    this.room = new Semaphore(prefetch);
    try {
      session = factory.createSession(true, true, 0);
      session.addFailureListener(onFailure);
      ClientConsumer consumer = session.createConsumer(queue);
      consumer.setMessageHandler(this::take);
      session.start();
    } catch (ActiveMQException e) {
      factory.close();
      throw e;
    }
  }

  /** Takes nothing more; what was taken may still be acknowledged. */
  void pause() {
    open = false;
  }

  @Override
  public void close() {
    open = false;
    synchronized (session) {
      closed = true;
    }
    try {
      session.close();
    } catch (ActiveMQException e) {
      LOG.debug("The session was gone before: {}", e.getMessage());
    } finally {
      factory.close();
    }
  }

  private void take(ClientMessage message) {
    try {
      while (!room.tryAcquire(100, TimeUnit.MILLISECONDS)) {
        if (!open) {
          return;
        }
      }
      if (open) {
        sink.accept(new Delivery(Wire.read(message), new Ticket(message)));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private final class Ticket implements Delivery.Origin {
    private final ClientMessage message;

    Ticket(ClientMessage message) {
      this.message = message;
    }

    @Override
    public boolean current() {
      synchronized (session) {
        return !closed;
      }
    }

    @Override
    public void settle() {
      room.release();
      try {
        // A session is for one thread at a time.
        synchronized (session) {
          if (!closed) {
            message.individualAcknowledge();
          }
        }
      } catch (ActiveMQException e) {
        LOG.debug("Not acknowledged, so delivered again: {}", e.getMessage());
      }
    }
  }
}
