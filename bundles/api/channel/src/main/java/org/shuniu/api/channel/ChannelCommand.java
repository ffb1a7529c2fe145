// SPDX-License-Identifier: Apache-2.0
package org.shuniu.api.channel;

import java.time.Instant;
import org.shuniu.api.base.Command;
import org.shuniu.api.base.MessageType;

/** What a channel shall do. {@code channel} names the instance. */
public sealed interface ChannelCommand extends Command {
  /** Instance of the connector. */
  String channel();

  /**
   * Sends a text to somebody (C3). Exactly one of {@link ChannelEvent.TextSent} and {@link
   * ChannelEvent.TextFailed} follows for each message id, then at most one {@link
   * ChannelEvent.TextDelivered}.
   *
   * @param message made by who sends, the key; the same again is sent once
   * @param to number or address as the channel writes it
   * @param text at most 1,000 characters
   * @param expires not tried any more after this, and the carrier is told so
   */
  @MessageType(value = "channel.send-text", durable = true)
  record SendText(String channel, String message, String to, String text, Instant expires)
      implements ChannelCommand {
    @Override
    public String key() {
      return message;
    }
  }
}
