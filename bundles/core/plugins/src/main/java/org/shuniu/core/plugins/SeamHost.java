// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.plugins;

import java.util.List;
import org.shuniu.api.hub.Connectors;
import org.shuniu.core.plugins.life.Vital;

/** A host of one seam, as the list of all connectors sees it. */
interface SeamHost {
  /** Its instances, in any order. */
  List<Connectors.Status> instances();

  /** What has passed between the hub and them, in a fixed order for each instance. */
  List<Connectors.Traffic> traffic();

  /** The same, as the life of plugins sees them. */
  List<Vital> vitals();
}
