// SPDX-License-Identifier: Apache-2.0
package org.shuniu.api.hub;

import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.ScheduledExecutorService;

/** What a connector gets when it is started, whatever its seam. Valid until it is stopped. */
public interface ConnectorContext {
  /** Name of the instance, from its configuration; unique within the seam. */
  String instance();

  /** The hub's clock. */
  Clock clock();

  /**
   * For timers and short work that does not block; shut down by the host after the connector has
   * stopped.
   */
  ScheduledExecutorService scheduler();

  /** A directory that belongs to this instance and outlives updates. */
  Path dataDirectory();

  /** Tells the host how the link stands; shown to administrators, told on the bus. */
  void link(LinkState state);
}
