// SPDX-License-Identifier: Apache-2.0
package org.shuniu.api.pbx.spi;

import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.shuniu.api.pbx.PbxCapability;
import org.shuniu.api.pbx.PbxCommand;
import org.shuniu.api.pbx.PbxSnapshot;

/**
 * Drives one switch (T1). Register it as an OSGi service, one component configuration per switch
 * ({@code configurationPolicy = REQUIRE}), with the property {@code name} as the instance's name.
 * The host starts it, feeds it commands and publishes its events; it is stopped when its service
 * goes.
 *
 * <p>Every implementation passes {@code PbxDriverContract} of the test kit.
 */
public interface PbxDriver {
  /**
   * Begins to work. Returns at once; the link comes up later and is told by {@link
   * PbxContext#link}. After each (re)connect the driver emits a {@link PbxSnapshot} before any
   * other event of the new connection, and from then on loses none. A switch that is away is tried
   * again for ever, with growing pauses of at most ten seconds.
   */
  void start(PbxContext context);

  /**
   * Ends the work: no event is emitted after it returns, no thread is left. Calls in the switch go
   * on untouched. Returns within five seconds.
   */
  void stop();

  /** What this driver can do with this switch; constant after the link has first come up. */
  Set<PbxCapability> capabilities();

  /**
   * Orders something. Never blocks. The stage completes when the switch has accepted the order, and
   * fails with a {@code HubException} when it refuses: {@code pbx.leg.unknown}, {@code
   * pbx.call.unknown}, {@code pbx.device.unknown}, {@code pbx.capability.missing}, {@code
   * pbx.link.offline}, {@code pbx.switch.refused}, {@code pbx.timeout}. What comes of it is told by
   * events. Orders for one leg are carried out in the order given. The same order again does no
   * harm.
   */
  CompletionStage<Void> execute(PbxCommand command);

  /**
   * Asks the switch for its present state. Fails with {@code pbx.link.offline} or {@code
   * pbx.timeout}.
   */
  CompletionStage<PbxSnapshot> snapshot();
}
