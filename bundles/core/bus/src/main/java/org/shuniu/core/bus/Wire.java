// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.bus;

import java.time.Duration;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.client.ClientMessage;
import org.apache.activemq.artemis.api.core.client.ClientSession;

/** Parcels as messages of the broker. */
final class Wire {
  static final SimpleString TAG = SimpleString.of("tag");
  private static final SimpleString KEY = SimpleString.of("key");
  private static final SimpleString ID = SimpleString.of("id");

  private Wire() {}

  /**
   * A message that is not durable expires, so that a consumer that comes back after a while is not
   * told of what was true then.
   */
  static ClientMessage write(ClientSession session, Parcel parcel, Duration volatileTtl) {
    ClientMessage message = session.createMessage(parcel.durable());
    message.putStringProperty(TAG, SimpleString.of(parcel.tag()));
    message.putStringProperty(KEY, SimpleString.of(parcel.key()));
    message.putStringProperty(ID, SimpleString.of(parcel.id()));
    if (!parcel.durable()) {
      message.setExpiration(System.currentTimeMillis() + volatileTtl.toMillis());
    }
    message.getBodyBuffer().writeBytes(parcel.body());
    return message;
  }

  static Parcel read(ClientMessage message) {
    byte[] body = new byte[message.getBodyBuffer().readableBytes()];
    message.getBodyBuffer().readBytes(body);
    return new Parcel(
        text(message, ID), text(message, TAG), text(message, KEY), message.isDurable(), body);
  }

  private static String text(ClientMessage message, SimpleString property) {
    return String.valueOf(message.getStringProperty(property));
  }
}
