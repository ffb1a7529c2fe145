// SPDX-License-Identifier: Apache-2.0
package org.shuniu.check;

/**
 * What one check found.
 *
 * @param id of the check, dotted: {@code imports.table}
 * @param why what was seen
 * @param remedy what to do about it; empty unless it failed
 */
public record Verdict(String id, Result result, String why, String remedy) {
  /** How a check ended. */
  public enum Result {
    PASSED,
    FAILED,
    /** It means nothing for this connector, or could not be tried because another one failed. */
    NOT_APPLICABLE
  }

  /** All is well. */
  public static Verdict passed(String id, String why) {
    return new Verdict(id, Result.PASSED, why, "");
  }

  /** It may not go to a hotline like this. */
  public static Verdict failed(String id, String why, String remedy) {
    return new Verdict(id, Result.FAILED, why, remedy);
  }

  /** There was nothing to try. */
  public static Verdict notApplicable(String id, String why) {
    return new Verdict(id, Result.NOT_APPLICABLE, why, "");
  }

  /** Whether it speaks against the connector. */
  public boolean bad() {
    return result == Result.FAILED;
  }
}
