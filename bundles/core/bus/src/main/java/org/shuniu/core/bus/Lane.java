// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.bus;

import java.time.Duration;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.api.core.client.ClientProducer;
import org.apache.activemq.artemis.api.core.client.ClientSession;
import org.apache.activemq.artemis.api.core.client.ClientSessionFactory;
import org.apache.activemq.artemis.api.core.client.SendAcknowledgementHandler;
import org.apache.activemq.artemis.api.core.client.SessionFailureListener;

/** One ordered way to the broker; all messages of a key take the same one. */
final class Lane implements AutoCloseable {
  /** Told when the broker has stored a durable message, or will never have. */
  interface Receipt {
    void stored();

    void refused(Throwable reason);
  }

  private final ClientSessionFactory factory;
  private final ClientSession session;
  private final ClientProducer producer;
  private final Duration volatileTtl;

  Lane(ClientSessionFactory factory, Duration volatileTtl, SessionFailureListener onFailure)
      throws ActiveMQException {
    this.factory = factory;
    this.volatileTtl = volatileTtl;
    session = factory.createSession(true, true);
    session.addFailureListener(onFailure);
    producer = session.createProducer(Broker.ADDRESS);
  }

  /** Does not wait for the broker, unless it is slower than its window of unread bytes. */
  synchronized void send(Parcel parcel) throws ActiveMQException {
    producer.send(Wire.write(session, parcel, volatileTtl));
  }

  /** As {@link #send(Parcel)}; the receipt comes later, on a thread of the broker's client. */
  synchronized void send(Parcel parcel, Receipt receipt) throws ActiveMQException {
    producer.send(
        Wire.write(session, parcel, volatileTtl),
        new SendAcknowledgementHandler() {
          @Override
          public void sendAcknowledged(Message message) {
            receipt.stored();
          }

          @Override
          public void sendFailed(Message message, Exception reason) {
            receipt.refused(reason);
          }
        });
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (ActiveMQException e) {
      // The broker is gone, and the session with it.
    } finally {
      factory.close();
    }
  }
}
