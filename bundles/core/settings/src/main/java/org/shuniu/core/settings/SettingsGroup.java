// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.settings;

import java.util.List;
import java.util.Optional;

/** A PID with its configurations: one, or of a factory any number. */
record SettingsGroup(
    String pid,
    boolean factory,
    String bundle,
    String version,
    String name,
    String help,
    List<SettingsInstance> instances) {
  /**
   * One configuration.
   *
   * @param instance of a factory
   * @param connector the name under which the connector is shown among the plugins
   * @param changed how many keys are not as the default
   * @param problems how many keys have a value that cannot be
   */
  record SettingsInstance(
      String id,
      Optional<String> instance,
      Optional<String> connector,
      boolean readable,
      int changed,
      int problems) {}
}
