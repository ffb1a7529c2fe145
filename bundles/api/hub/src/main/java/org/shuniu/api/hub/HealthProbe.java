// SPDX-License-Identifier: Apache-2.0
package org.shuniu.api.hub;

/**
 * Answers whether a part of the hub works; register it as a service and {@code /health} shows it.
 */
public interface HealthProbe {
  /** Short name: {@code bus}. */
  String name();

  /** Asked at most once a second; returns within a second. */
  Health check();

  /**
   * The answer.
   *
   * @param status DEGRADED: it works, in part
   * @param message for an administrator, in English, without personal data
   */
  record Health(Status status, String message) {
    /** How well it works. */
    public enum Status {
      UP,
      DEGRADED,
      DOWN
    }

    /** All is well. */
    public static Health up() {
      return new Health(Status.UP, "");
    }

    /** It works in part. */
    public static Health degraded(String message) {
      return new Health(Status.DEGRADED, message);
    }

    /** It does not work. */
    public static Health down(String message) {
      return new Health(Status.DOWN, message);
    }
  }
}
