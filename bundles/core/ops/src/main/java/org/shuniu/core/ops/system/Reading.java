// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.ops.system;

/**
 * One measured value.
 *
 * @param name dotted; its first word is the group on the screen: {@code disk.free.percent}
 * @param of which of several: {@code home}; empty where there is one only
 * @param unit {@code percent}, {@code bytes}, {@code ms}, {@code hours}, {@code count} or {@code
 *     level}
 * @param note for an administrator, in English, without personal data; may be empty
 */
public record Reading(String name, String of, double value, String unit, String note) {
  /** Before the name, in {@code /metrics}. */
  private static final String PREFIX = "hub.";

  static Reading of(String name, double value, String unit) {
    return new Reading(name, "", value, unit, "");
  }

  /** The name of its gauge, as Micrometer writes it. */
  public String meter() {
    return PREFIX + name;
  }

  /** The name of its gauge in {@code /metrics}, by which alarms know it. */
  public String metric() {
    return meter().replace('.', '_');
  }

  /** Identifies the series. */
  String key() {
    return name + "|" + of;
  }
}
