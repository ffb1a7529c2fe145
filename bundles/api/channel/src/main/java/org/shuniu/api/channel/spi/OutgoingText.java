// SPDX-License-Identifier: Apache-2.0
package org.shuniu.api.channel.spi;

import java.time.Instant;

/** A text to send; see {@link org.shuniu.api.channel.ChannelCommand.SendText}. */
public record OutgoingText(String message, String to, String text, Instant expires) {
  @Override
  public String toString() {
    return "text " + message;
  }
}
