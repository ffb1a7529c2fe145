// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.plugins;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.shuniu.api.hub.Metrics;

/** Keeps what is counted and timed as lines of text. */
final class TextMetrics implements Metrics {
  final List<String> lines = new CopyOnWriteArrayList<>();

  @Override
  public void count(String name, String... tags) {
    lines.add(name + " " + String.join(" ", tags));
  }

  @Override
  public void time(String name, Duration duration, String... tags) {
    count(name, tags);
  }

  @Override
  public Registration gauge(String name, Supplier<Number> value, String... tags) {
    return () -> {};
  }
}
