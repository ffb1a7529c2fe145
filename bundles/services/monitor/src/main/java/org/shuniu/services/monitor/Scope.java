// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.monitor;

import java.util.Optional;
import org.shuniu.api.base.Region;
import org.shuniu.api.services.acd.Seat;

/**
 * What somebody looks at.
 *
 * @param region what lies outside is not shown
 */
record Scope(Region region, Optional<String> line, Optional<String> skill) {
  boolean holds(Cell cell) {
    return region.contains(cell.region())
        && line.filter(one -> !one.equals(cell.line())).isEmpty()
        && skill.filter(one -> !one.equals(cell.skill())).isEmpty();
  }

  /** Agents belong to no line. */
  boolean holds(Seat seat, Region home) {
    return region.contains(home) && skill.filter(one -> !seat.skills().containsKey(one)).isEmpty();
  }

  /** How live events name it. */
  String id() {
    return region + "|" + line.orElse("") + "|" + skill.orElse("");
  }
}
