// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.settings;

import java.util.List;
import java.util.Optional;

/**
 * What can be set of one PID.
 *
 * @param factory each file makes one instance
 * @param bundle symbolic name
 */
record Schema(
    String pid,
    boolean factory,
    String bundle,
    String version,
    String name,
    String help,
    List<Attribute> attributes) {
  /** Whether a file of this name without {@code .cfg} belongs to it. */
  boolean owns(String id) {
    return factory ? id.startsWith(pid + "-") : id.equals(pid);
  }

  /** The part of the file's name after the PID. */
  Optional<String> instance(String id) {
    return factory ? Optional.of(id.substring(pid.length() + 1)) : Optional.empty();
  }

  Optional<Attribute> attribute(String key) {
    return attributes.stream().filter(attribute -> attribute.id().equals(key)).findFirst();
  }
}
