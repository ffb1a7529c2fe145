// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.plugins;

import java.time.Duration;

/**
 * How much of a seam's durable work is done at a time, and for how long it is kept.
 *
 * @param queries of one connector at a time
 * @param jobs of one connector at a time
 * @param attempt how long one try may take
 * @param pause before the second try; doubled for each further one
 * @param longestPause at most
 * @param retention of finished jobs
 * @param exchanges how long the log of exchanges is kept
 */
record Bounds(
    int queries,
    int jobs,
    Duration attempt,
    Duration pause,
    Duration longestPause,
    Duration retention,
    Duration exchanges) {
  static Bounds of(JobsConfig config, int jobs) {
    return new Bounds(
        config.queriesPerLink(),
        jobs,
        Duration.ofMillis(config.attemptTimeoutMs()),
        Duration.ofMillis(config.retryPauseMs()),
        Duration.ofMillis(config.retryPauseMaxMs()),
        Duration.ofDays(config.retentionDays()),
        Duration.ofDays(config.exchangeDays()));
  }

  /** The pause after so many tries. */
  Duration pauseAfter(int tries) {
    long millis = pause.toMillis() << Math.min(Math.max(0, tries - 1), 20);
    return Duration.ofMillis(Math.min(millis, longestPause.toMillis()));
  }
}
