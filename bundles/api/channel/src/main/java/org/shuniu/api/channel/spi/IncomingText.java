// SPDX-License-Identifier: Apache-2.0
package org.shuniu.api.channel.spi;

/** A text that came; see {@link org.shuniu.api.channel.ChannelEvent.TextReceived}. */
public record IncomingText(String id, String from, String to, String text) {
  @Override
  public String toString() {
    return "text " + id;
  }
}
