// SPDX-License-Identifier: Apache-2.0
package org.shuniu.check.live;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Class loaders of a connector that should be gone.
 *
 * @param ways from what lives by itself to a loader, with how many are held so
 */
record Remnants(Map<String, Integer> ways) {
  /**
   * What remembers the last one that came by until the next one comes: one loader however often a
   * connector comes and goes, and none of its author's doing.
   */
  private static final Set<String> LAST_COMERS =
      Set.of(
          // The web container's last context of a path.
          "org.ops4j.pax.web.service.spi.servlet.OsgiDynamicServletContext",
          // The last type to which the JDK adapted the equals of records.
          "java.lang.runtime.ObjectMethods ");

  /** Whether only such loaders are left. */
  boolean pardoned() {
    return !ways.isEmpty()
        && LAST_COMERS.size() >= ways.size()
        && ways.entrySet().stream()
            .allMatch(
                way ->
                    way.getValue() == 1
                        && LAST_COMERS.stream().anyMatch(each -> way.getKey().contains(each)));
  }

  @Override
  public String toString() {
    return ways.entrySet().stream()
        .map(way -> way.getValue() + " by " + way.getKey())
        .collect(Collectors.joining("; "));
  }
}
