// SPDX-License-Identifier: Apache-2.0
package org.shuniu.api.hub;

import java.util.List;
import java.util.Set;

/** The connectors that run here, for those who show or check them. */
public interface Connectors {
  /** All instances of all seams, ordered by seam and name. */
  List<Status> list();

  /**
   * One instance.
   *
   * @param bundle symbolic name
   * @param version of the bundle
   * @param seam {@code pbx}, {@code speech} …
   * @param instance its name
   * @param link how it stands
   * @param capabilities what it can do, by name
   */
  record Status(
      String bundle,
      String version,
      String seam,
      String instance,
      LinkState link,
      Set<String> capabilities) {}
}
