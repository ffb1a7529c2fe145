// SPDX-License-Identifier: Apache-2.0
package org.shuniu.api.channel.spi;

import org.shuniu.api.hub.ConnectorContext;

/** What a channel gets from its host. */
public interface ChannelContext extends ConnectorContext {
  /**
   * A text came. Returns when it is stored for good: only then acknowledge to the carrier. Fails
   * with a {@code HubException} of kind CAPACITY when it cannot be stored now.
   */
  void received(IncomingText text);

  /**
   * The carrier reports on one part of a text; as of {@link #received} for the rest. A report on an
   * id that nobody knows is kept for a while: it may be faster than the answer to the submission.
   *
   * @param carrierId the carrier's id of the part
   * @param reason the carrier's words, empty when delivered
   */
  void reported(String carrierId, boolean delivered, String reason);
}
