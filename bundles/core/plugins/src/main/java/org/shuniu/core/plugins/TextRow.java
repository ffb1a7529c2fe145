// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.plugins;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.shuniu.api.base.Envelope;
import org.shuniu.api.channel.ChannelCommand.SendText;

/** A text to a citizen. */
@Entity(name = "TextRow")
@Table(name = "plugins_text")
class TextRow extends JobRow {
  @Column(name = "recipient")
  @Nullable String recipient;

  @Column(name = "content")
  @Nullable String content;

  /** How the carrier's reports ended: {@code YES}, {@code NO}; absent while they have not. */
  @Column(name = "delivered")
  @Nullable String delivered;

  protected TextRow() {}

  TextRow(Envelope<SendText> envelope, Instant now) {
    super(
        envelope.data().message(),
        envelope.data().channel(),
        envelope,
        now,
        envelope.data().expires());
    recipient = envelope.data().to();
    content = envelope.data().text();
  }

  /** Who sends again does so by another message. */
  @Override
  void erase() {
    recipient = null;
    content = null;
  }
}
