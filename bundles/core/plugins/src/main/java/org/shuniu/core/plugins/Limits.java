// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.plugins;

import java.time.Duration;

/**
 * How long a host waits for a connector.
 *
 * @param start until {@code start} has returned
 * @param drain for orders in work before {@code stop}
 * @param stop until {@code stop} has returned
 * @param order until an order is accepted or refused
 */
record Limits(Duration start, Duration drain, Duration stop, Duration order) {
  /** For seams without settings of their own. */
  static final Limits STANDARD =
      new Limits(
          Duration.ofSeconds(5),
          Duration.ofSeconds(2),
          Duration.ofSeconds(6),
          Duration.ofSeconds(5));

  static Limits of(PluginsConfig config) {
    return new Limits(
        Duration.ofMillis(config.startTimeoutMs()),
        Duration.ofMillis(config.drainTimeoutMs()),
        Duration.ofMillis(config.stopTimeoutMs()),
        Duration.ofMillis(config.orderTimeoutMs()));
  }
}
