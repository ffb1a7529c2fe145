// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.bus;

import java.time.Instant;
import java.util.Optional;
import org.shuniu.api.base.Actor;
import org.shuniu.api.base.Command;
import org.shuniu.api.base.Envelope;
import org.shuniu.api.base.Ids;
import org.shuniu.api.base.Message;
import org.shuniu.api.base.MessageType;
import org.shuniu.api.hub.Bus;

/** The bus as one bundle sees it. */
final class BundleBus implements Bus {
  private final String source;
  private final Codec codec;
  private final Publisher publisher;
  private final Outflow outflow;

  BundleBus(String source, Codec codec, Publisher publisher, Outflow outflow) {
    this.source = source;
    this.codec = codec;
    this.publisher = publisher;
    this.outflow = outflow;
  }

  @Override
  public String publish(Message message, Actor actor, String correlation) {
    return send(message, correlation, Optional.empty(), actor);
  }

  @Override
  public String publish(Message message, Envelope<?> because) {
    return send(message, because.correlation(), Optional.of(because.id()), because.actor());
  }

  private String send(Message message, String correlation, Optional<String> cause, Actor actor) {
    MessageType type = Codec.typeOf(message.getClass());
    Envelope<Message> envelope =
        new Envelope<>(
            Ids.next(),
            type.value(),
            type.version(),
            Instant.now(),
            source,
            message.key(),
            correlation,
            cause,
            actor,
            message);
    Parcel parcel = codec.encode(envelope, type.durable());
    Outflow.Kind kind = message instanceof Command ? Outflow.Kind.COMMAND : Outflow.Kind.EVENT;
    publisher.publish(parcel, () -> outflow.published(parcel, kind));
    return envelope.id();
  }
}
