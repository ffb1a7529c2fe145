// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.ops;

import java.util.List;
import org.shuniu.api.hub.HealthProbe.Health.Status;

/**
 * How the hub is, at one moment.
 *
 * @param status the worst of the checks
 * @param checks in order of name
 */
public record HealthReport(Status status, List<Check> checks) {
  /**
   * One part of the hub.
   *
   * @param name short: {@code bus}, {@code pbx/main}
   * @param message for an administrator, in English, empty when all is well
   */
  public record Check(String name, Status status, String message) {}

  static HealthReport of(List<Check> checks) {
    Status worst = checks.stream().map(Check::status).max(Enum::compareTo).orElse(Status.UP);
    return new HealthReport(worst, List.copyOf(checks));
  }
}
