// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.plugins;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.time.Instant;
import java.util.Optional;
import org.shuniu.api.base.Actor;
import org.shuniu.api.base.Envelope;
import org.shuniu.api.base.Message;

/** What a stored command keeps of its envelope, so that what follows belongs to the same matter. */
@Embeddable
class Origin {
  @Column(name = "message_id")
  String messageId = "";

  @Column(name = "correlation")
  String correlation = "";

  @Column(name = "actor")
  String actor = "";

  protected Origin() {}

  Origin(Envelope<?> envelope) {
    messageId = envelope.id();
    correlation = envelope.correlation();
    actor = envelope.actor().toString();
  }

  /** The envelope again, as far as a cause goes. */
  <M extends Message> Envelope<M> envelope(M data) {
    return new Envelope<>(
        messageId,
        "",
        1,
        Instant.EPOCH,
        "",
        data.key(),
        correlation,
        Optional.empty(),
        Actor.parse(actor),
        data);
  }
}
