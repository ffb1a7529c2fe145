// SPDX-License-Identifier: Apache-2.0
package org.shuniu.api.hub;

import java.time.Duration;
import java.util.function.Supplier;

/**
 * Counters, timers and gauges, shown at {@code /metrics}. Names are lower-case words with dots
 * ({@code bus.handled}); tags are pairs of name and value with few different values, never ids or
 * personal data. Cheap enough for hot paths.
 */
public interface Metrics {
  /** Adds one. */
  void count(String name, String... tags);

  /** Adds one duration to a histogram. */
  void time(String name, Duration duration, String... tags);

  /** Shows a value that is read when asked for, until the returned handle is closed. */
  Registration gauge(String name, Supplier<Number> value, String... tags);

  /** Ends what was registered. */
  interface Registration extends AutoCloseable {
    @Override
    void close();
  }
}
