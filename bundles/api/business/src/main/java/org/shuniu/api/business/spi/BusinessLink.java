// SPDX-License-Identifier: Apache-2.0
package org.shuniu.api.business.spi;

import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * Speaks with one business system (L1–L8). Register it as an OSGi service, one component
 * configuration per link ({@code configurationPolicy = REQUIRE}), with the property {@code name} as
 * the instance's name. The host starts it, gives it requests and publishes its answers.
 *
 * <p>Every implementation passes {@code BusinessLinkContract} of the test kit.
 */
public interface BusinessLink {
  /**
   * Begins to work. Returns at once; how the link stands is told by {@link BusinessContext#link}. A
   * system that is away is tried again for ever; requests show it first, no traffic is made to find
   * out more often than every ten seconds.
   */
  void start(BusinessContext context);

  /** Ends the work within five seconds; no thread, socket or endpoint is left. */
  void stop();

  /** What it can do; constant, but for a {@link MappedLink}, where it is what its text says. */
  Set<BusinessOperation> operations();

  /**
   * Asks or orders. Never blocks: the stage completes with the reply, or fails with a {@code
   * HubException}. Kind CALLER means refused by the foreign system, the same again is refused again
   * ({@code business.refused}, argument {@code reason}); EXTERNAL and CAPACITY mean that it may
   * work later ({@code business.link.offline}, {@code business.timeout}, {@code
   * business.reply.invalid}, {@code business.busy}). Replies are bounded in size; XML is read
   * without external entities.
   */
  CompletionStage<BusinessReply> execute(BusinessRequest request);
}
