// SPDX-License-Identifier: Apache-2.0
package org.shuniu.api.channel.spi;

import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * Carries texts (C3). Register it as an OSGi service, one component configuration per channel
 * ({@code configurationPolicy = REQUIRE}), with the property {@code name} as the instance's name.
 * Every implementation passes {@code TextChannelContract} of the test kit.
 */
public interface TextChannel {
  /** Begins to work; returns at once. A carrier that is away is tried again for ever. */
  void start(ChannelContext context);

  /** Ends the work within five seconds, after what is under way is told; no thread is left. */
  void stop();

  /**
   * Gives a text to the carrier. Never blocks. Completes with the carrier's id of each part when
   * all are taken. Fails with a {@code HubException}: {@code channel.refused} (CALLER: for good,
   * argument {@code reason}), {@code channel.address.invalid}, {@code channel.text.invalid}
   * (CALLER); {@code channel.link.offline}, {@code channel.throttled} (EXTERNAL, CAPACITY: nothing
   * was given, try later); {@code channel.uncertain} (EXTERNAL: it was given and the link broke
   * before the answer, or the answer did not come in time).
   */
  CompletionStage<List<String>> send(OutgoingText text);
}
