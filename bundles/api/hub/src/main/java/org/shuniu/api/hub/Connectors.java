// SPDX-License-Identifier: Apache-2.0
package org.shuniu.api.hub;

import java.util.List;
import java.util.Set;

/** The connectors that run here, for those who show or check them. */
public interface Connectors {
  /** All instances of all seams, ordered by seam and name. */
  List<Status> list();

  /** What has passed between the hub and each instance since the hub started. */
  default List<Traffic> traffic() {
    return List.of();
  }

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

  /**
   * One sort of thing that passes between the hub and an instance. They speak by calls, so it is
   * not to be seen on the bus.
   *
   * @param bundle symbolic name
   * @param asked the hub asks the connector; else the connector tells the hub
   * @param type wire name of the command or event without its version: {@code pbx.ring-device}
   * @param count how often
   * @param failed of these, without success
   */
  record Traffic(
      String bundle,
      String seam,
      String instance,
      boolean asked,
      String type,
      long count,
      long failed) {}
}
