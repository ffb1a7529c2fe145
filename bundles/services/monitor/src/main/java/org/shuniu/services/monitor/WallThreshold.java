// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.monitor;

import java.util.Arrays;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * When a figure calls for attention.
 *
 * @param metric id of the metric dictionary
 * @param below whether a low value is bad, else a high one
 * @param warn from here on a warning
 * @param alarm from here on an alarm
 */
record WallThreshold(String metric, boolean below, double warn, double alarm) {
  private static final Logger LOG = LoggerFactory.getLogger(WallThreshold.class);

  /** From {@code metric|below|95|80}; an entry that is broken is left out. */
  static Optional<WallThreshold> of(String entry) {
    String[] parts = entry.strip().split("\\|", -1);
    boolean known =
        parts.length == 4
            && Arrays.stream(Metric.values()).anyMatch(m -> m.id().equals(parts[0]))
            && (parts[1].equals("below") || parts[1].equals("above"));
    if (known) {
      try {
        return Optional.of(
            new WallThreshold(
                parts[0],
                parts[1].equals("below"),
                Double.parseDouble(parts[2]),
                Double.parseDouble(parts[3])));
      } catch (NumberFormatException e) {
        LOG.warn("Not a threshold: {}", entry);
        return Optional.empty();
      }
    }
    LOG.warn("Not a threshold: {}", entry);
    return Optional.empty();
  }
}
