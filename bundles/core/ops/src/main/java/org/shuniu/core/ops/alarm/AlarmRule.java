// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.ops.alarm;

import java.util.List;
import java.util.Optional;
import org.shuniu.core.ops.system.Sample;
import org.shuniu.core.ops.system.Threshold;

/**
 * When an alarm rises, and who is told.
 *
 * @param label {@code name=value} that a series of the metric has to have; without one, each series
 *     of the metric raises alarms of its own
 * @param tell {@code mail:ADDRESS} or {@code sms:NUMBER}; empty: the usual recipients
 * @param builtIn made from the thresholds of the system page
 */
record AlarmRule(
    String id,
    String name,
    Threshold threshold,
    Optional<String> label,
    List<String> tell,
    boolean enabled,
    boolean builtIn) {
  boolean covers(Sample sample) {
    return enabled
        && sample.metric().equals(threshold.metric())
        && label.map(text -> has(sample, text)).orElse(true);
  }

  private static boolean has(Sample sample, String label) {
    int equals = label.indexOf('=');
    return equals > 0
        && label.substring(equals + 1).equals(sample.labels().get(label.substring(0, equals)));
  }

  /** A built-in rule yields to a rule of an administrator on the whole of the same metric. */
  boolean yieldsTo(AlarmRule other) {
    return builtIn
        && !other.builtIn
        && other.label.isEmpty()
        && other.threshold.metric().equals(threshold.metric());
  }
}
