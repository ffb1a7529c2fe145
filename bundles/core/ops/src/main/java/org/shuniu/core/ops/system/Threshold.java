// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.ops.system;

import java.util.Map;
import java.util.Optional;
import org.shuniu.api.base.HubException;

/**
 * From where on a metric is bad.
 *
 * @param metric as in {@code /metrics}: {@code hub_disk_free_percent}
 * @param above whether values above the limits are bad, else those below
 * @param forSeconds how long it has to stay so before an alarm rises
 */
public record Threshold(
    String metric,
    boolean above,
    Optional<Double> info,
    Optional<Double> warn,
    Optional<Double> critical,
    int forSeconds) {
  private static final int PARTS = 5;

  /**
   * {@code metric|above or below|warn|critical|seconds}; a limit may be empty. Throws {@code
   * ops.threshold.invalid}.
   */
  public static Threshold parse(String text) {
    String[] parts = text.strip().split("\\|", -1);
    try {
      if (parts.length == PARTS && (parts[1].equals("above") || parts[1].equals("below"))) {
        return new Threshold(
            parts[0],
            parts[1].equals("above"),
            Optional.empty(),
            limit(parts[2]),
            limit(parts[3]),
            Integer.parseInt(parts[4]));
      }
    } catch (NumberFormatException e) {
      // Told below, with what was written.
    }
    throw HubException.invalid("ops.threshold.invalid", Map.of("text", text));
  }

  private static Optional<Double> limit(String text) {
    return text.isBlank() ? Optional.empty() : Optional.of(Double.valueOf(text.strip()));
  }

  /** The worst level whose limit the value has passed. */
  public Level level(double value) {
    if (passed(critical, value)) {
      return Level.CRITICAL;
    }
    if (passed(warn, value)) {
      return Level.WARN;
    }
    return passed(info, value) ? Level.INFO : Level.OK;
  }

  /** The limit of a level, which has one. */
  public Optional<Double> limit(Level level) {
    return switch (level) {
      case CRITICAL -> critical;
      case WARN -> warn;
      case INFO -> info;
      case OK -> Optional.empty();
    };
  }

  private boolean passed(Optional<Double> limit, double value) {
    return limit.isPresent() && (above ? value > limit.get() : value < limit.get());
  }
}
