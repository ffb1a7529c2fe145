// SPDX-License-Identifier: Apache-2.0
package org.shuniu.api.channel;

import java.time.Instant;
import java.util.List;
import org.shuniu.api.base.Event;
import org.shuniu.api.base.MessageType;
import org.shuniu.api.hub.LinkState;

/** What a channel tells. */
public sealed interface ChannelEvent extends Event {
  /** Instance of the connector. */
  String channel();

  /**
   * The carrier has taken all parts of a text.
   *
   * @param carrierIds the carrier's id of each part, in order
   */
  @MessageType(value = "channel.text-sent", durable = true)
  record TextSent(String channel, String message, List<String> carrierIds, Instant time)
      implements ChannelEvent {
    @Override
    public String key() {
      return message;
    }
  }

  /**
   * A text was not sent.
   *
   * @param code {@code channel.refused} (the carrier's code in {@code reason}), {@code
   *     channel.expired}, {@code channel.uncertain}, {@code channel.missing}, {@code
   *     channel.text.invalid}, {@code channel.address.invalid}
   * @param reason what the carrier said, or empty
   * @param uncertain the link broke between giving it and hearing of it: it may have been sent, so
   *     only a person may send it again
   */
  @MessageType(value = "channel.text-failed", durable = true)
  record TextFailed(
      String channel, String message, String code, String reason, boolean uncertain, Instant time)
      implements ChannelEvent {
    @Override
    public String key() {
      return message;
    }
  }

  /**
   * The carrier reports the end of a text that it had taken.
   *
   * @param delivered all parts have reached the citizen's telephone
   * @param reason the carrier's words when not: {@code UNDELIV}, {@code EXPIRED}
   */
  @MessageType(value = "channel.text-delivered", durable = true)
  record TextDelivered(
      String channel, String message, boolean delivered, String reason, Instant time)
      implements ChannelEvent {
    @Override
    public String key() {
      return message;
    }
  }

  /**
   * A citizen has sent a text; all its parts are here.
   *
   * @param id the same when the carrier gives it again
   * @param from number, valid text of at most 64 characters
   * @param to the hub's number that it was sent to
   * @param text valid Unicode without control characters but line ends, at most 4,000 characters
   */
  @MessageType(value = "channel.text-received", durable = true)
  record TextReceived(String channel, String id, String from, String to, String text, Instant time)
      implements ChannelEvent {
    @Override
    public String key() {
      return channel + ":" + from;
    }
  }

  /** The link to the carrier changed; told by the host. Not durable. */
  @MessageType("channel.link-changed")
  record ChannelLinkChanged(String channel, LinkState state, Instant time) implements ChannelEvent {
    @Override
    public String key() {
      return "channel:" + channel;
    }
  }
}
