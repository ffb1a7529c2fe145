// SPDX-License-Identifier: Apache-2.0
package org.shuniu.check;

import java.time.Duration;
import java.util.List;
import org.shuniu.check.Verdict.Result;

/**
 * What was found of one connector.
 *
 * @param connector symbolic name, or the file's name where it has none
 * @param file which was checked
 * @param verdicts in the order of the checks
 * @param took how long it took
 */
public record Report(String connector, String file, List<Verdict> verdicts, Duration took) {
  /** Whether nothing speaks against it. */
  public boolean good() {
    return verdicts.stream().noneMatch(Verdict::bad);
  }

  /** The verdict on the whole in a few words. */
  String summary() {
    if (!good()) {
      return "REFUSED";
    }
    boolean tried = verdicts.stream().noneMatch(verdict -> verdict.id().equals(Inspection.LIFE));
    return tried ? "fit for a hotline" : "no fault in the file";
  }

  long count(Result result) {
    return verdicts.stream().filter(verdict -> verdict.result() == result).count();
  }
}
