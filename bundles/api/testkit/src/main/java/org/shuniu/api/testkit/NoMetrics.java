// SPDX-License-Identifier: Apache-2.0
package org.shuniu.api.testkit;

import java.time.Duration;
import java.util.function.Supplier;
import org.shuniu.api.hub.Metrics;

/** Counts nothing; a test overrides what it watches. */
public class NoMetrics implements Metrics {
  @Override
  public void count(String name, String... tags) {}

  @Override
  public void time(String name, Duration duration, String... tags) {}

  @Override
  public Registration gauge(String name, Supplier<Number> value, String... tags) {
    return () -> {};
  }
}
